package org.culvert.app.ui.edit;

import java.util.ArrayList;
import java.util.List;

/**
 * The parts of one line outside of blocks. Words end as OpenVPN lets them end: quotes count only
 * where a word begins, and so do the signs of a comment.
 */
final class LinePieces {
  private final String line;
  private final List<Piece> pieces = new ArrayList<>();
  private int at;

  private LinePieces(String line) {
    this.line = line;
  }

  static List<Piece> of(String line) {
    LinePieces parts = new LinePieces(line);
    while (parts.skipBlanks()) {
      parts.next();
    }
    return parts.pieces;
  }

  private boolean skipBlanks() {
    while (at < line.length() && isBlank(line.charAt(at))) {
      at++;
    }
    return at < line.length();
  }

  private void next() {
    int from = at;
    char first = line.charAt(at);
    if (first == '#' || first == ';') {
      at = line.length();
      pieces.add(new Piece(Piece.Look.COMMENT, from, at));
      return;
    }
    if (first == '"' || first == '\'') {
      quoted(first);
    } else {
      plain();
    }
    Piece.Look look = pieces.isEmpty() ? Piece.Look.DIRECTIVE : Piece.Look.ARGUMENT;
    pieces.add(new Piece(look, from, at));
  }

  private void plain() {
    while (at < line.length() && !isBlank(line.charAt(at))) {
      at += line.charAt(at) == '\\' ? 2 : 1;
    }
    at = Math.min(at, line.length());
  }

  /** A quote without its partner goes on to the end of the line. */
  private void quoted(char quote) {
    at++;
    while (at < line.length() && line.charAt(at) != quote) {
      at += line.charAt(at) == '\\' && quote == '"' ? 2 : 1;
    }
    at = Math.min(at + 1, line.length());
  }

  private static boolean isBlank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }
}
