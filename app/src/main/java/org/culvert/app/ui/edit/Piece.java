package org.culvert.app.ui.edit;

/**
 * A part of a line that has one look.
 *
 * @param from the first character
 * @param to behind the last
 */
record Piece(Look look, int from, int to) {
  /** What a part of a profile is. */
  enum Look {
    DIRECTIVE,
    ARGUMENT,
    COMMENT,
    /** Begins or ends a block. */
    TAG,
    /** What is inside of a block, other than directives. */
    MATERIAL;

    /** For the style sheet. */
    String style() {
      return "code-" + name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
