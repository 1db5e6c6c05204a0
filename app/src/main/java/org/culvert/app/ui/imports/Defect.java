package org.culvert.app.ui.imports;

/**
 * One thing that is wrong with a profile, or worth knowing about it.
 *
 * @param where file and line, for example {@code office.ovpn:12}
 * @param what one sentence
 * @param hint what to do; may be empty
 */
public record Defect(String where, String what, String hint) {}
