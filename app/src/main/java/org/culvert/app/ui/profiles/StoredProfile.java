package org.culvert.app.ui.profiles;

/**
 * A profile as the list shows it.
 *
 * @param id what it is known by whatever its name is; never shown, empty where it has none
 * @param name unique
 * @param server host and port of its first server, for people
 * @param favourite whether it stays at the top
 */
public record StoredProfile(String id, String name, String server, boolean favourite) {
  /** One that is not kept, and is no favourite. */
  public StoredProfile(String name, String server) {
    this("", name, server, false);
  }
}
