package org.culvert.app.notify;

/**
 * Something to tell. A later message about the same profile takes its place.
 *
 * @param text plain, not markup; may be empty
 * @param urgent whether it is to stay until the user has seen it
 */
public record Message(String profile, String title, String text, boolean urgent) {}
