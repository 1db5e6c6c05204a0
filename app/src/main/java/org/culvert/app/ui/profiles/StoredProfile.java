package org.culvert.app.ui.profiles;

/**
 * A profile as the list shows it.
 *
 * @param name unique
 * @param server host and port of its first server, for people
 * @param asksPassword whether a user name and password must be given to connect, because the server
 *     asks for them and none are stored
 */
public record StoredProfile(String name, String server, boolean asksPassword) {}
