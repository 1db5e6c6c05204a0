package org.culvert.app.profiles;

import java.time.Instant;

/**
 * What is known of a stored profile without reading it.
 *
 * @param id its file name without ending; never shown
 * @param name unique among the stored ones, whatever the case of its letters
 * @param server the first server, such as {@code vpn.example.org:1194}
 * @param asksForPassword whether the server wants a user name and password
 */
public record StoredProfile(
    String id, String name, String server, boolean asksForPassword, Instant imported) {}
