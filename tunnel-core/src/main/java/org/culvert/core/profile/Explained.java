package org.culvert.core.profile;

/**
 * One line of a profile and what becomes of it.
 *
 * @param line from 1
 * @param text the line, with what may be secret left out
 * @param reason a sentence without full stop
 */
public record Explained(int line, String text, Action action, String reason) {}
