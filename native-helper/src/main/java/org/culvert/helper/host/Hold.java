package org.culvert.helper.host;

/**
 * Whose wish a block is.
 *
 * @param owner the name of the session's user
 */
public record Hold(String owner, String session) {}
