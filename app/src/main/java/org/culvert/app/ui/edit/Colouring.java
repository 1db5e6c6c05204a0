package org.culvert.app.ui.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What each line of a profile is, by the blocks around it. Of one state of a text; its lines are
 * not kept.
 */
final class Colouring {
  /** Of no lines. */
  static final Colouring NONE = new Colouring(List.of());

  private static final Pattern OPENING = Pattern.compile("\\s*<([^/<>][^<>]*)>\\s*([#;].*)?");
  private static final Pattern CLOSING = Pattern.compile("\\s*</([^<>]*)>.*");
  private static final String CONNECTION = "connection";

  private enum Kind {
    OUTSIDE,
    TAG,
    INSIDE
  }

  private final List<Kind> kinds;

  private Colouring(List<Kind> kinds) {
    this.kinds = kinds;
  }

  /**
   * Looks at all lines.
   *
   * @param line gives each, from 0
   */
  static Colouring of(int count, IntFunction<String> line) {
    List<Kind> kinds = new ArrayList<>(count);
    String block = "";
    for (int i = 0; i < count; i++) {
      String text = line.apply(i);
      if (!block.isEmpty()) {
        boolean end = text.stripLeading().startsWith("</" + block + ">");
        kinds.add(end ? Kind.TAG : Kind.INSIDE);
        block = end ? "" : block;
      } else {
        Optional<String> opened = opened(text);
        boolean tag = opened.isPresent() || CLOSING.matcher(text).matches();
        kinds.add(tag ? Kind.TAG : Kind.OUTSIDE);
        block = opened.filter(name -> !name.equals(CONNECTION)).orElse("");
      }
    }
    return new Colouring(kinds);
  }

  private static Optional<String> opened(String line) {
    Matcher opening = OPENING.matcher(line);
    return opening.matches() ? Optional.of(opening.group(1)) : Optional.empty();
  }

  /** The parts of a line, from left to right; what lies between them is blank. */
  List<Piece> pieces(int index, String line) {
    return switch (index < kinds.size() ? kinds.get(index) : Kind.OUTSIDE) {
      case OUTSIDE -> LinePieces.of(line);
      case TAG -> whole(Piece.Look.TAG, line);
      case INSIDE -> whole(Piece.Look.MATERIAL, line);
    };
  }

  private static List<Piece> whole(Piece.Look look, String line) {
    return line.isBlank() ? List.of() : List.of(new Piece(look, 0, line.length()));
  }
}
