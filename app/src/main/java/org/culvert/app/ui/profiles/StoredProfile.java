package org.culvert.app.ui.profiles;

/**
 * A profile as the list shows it.
 *
 * @param name unique
 * @param server host and port of its first server, for people
 */
public record StoredProfile(String name, String server) {}
