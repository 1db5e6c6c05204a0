package org.culvert.app.profiles;

import java.time.Instant;

/**
 * What is known of a stored profile without reading it.
 *
 * @param id its file name without ending; never shown
 * @param name unique among the stored ones, whatever the case of its letters
 * @param server the first server, such as {@code vpn.example.org:1194}
 * @param asksForPassword whether the server wants a user name and password
 * @param favourite whether it stays at the top
 */
public record StoredProfile(
    String id,
    String name,
    String server,
    boolean asksForPassword,
    Instant imported,
    boolean favourite) {
  StoredProfile favourite(boolean now) {
    return new StoredProfile(id, name, server, asksForPassword, imported, now);
  }

  StoredProfile at(String newServer, boolean nowAsksForPassword) {
    return new StoredProfile(id, name, newServer, nowAsksForPassword, imported, favourite);
  }

  StoredProfile named(String newName) {
    return new StoredProfile(id, newName, server, asksForPassword, imported, favourite);
  }
}
