package org.culvert.core.profile;

import java.util.List;
import java.util.Optional;

/**
 * One directive as it stands in the file.
 *
 * @param line its first line, from 1
 * @param lastLine its last line: that of the closing tag of a block
 * @param name without leading dashes or angle brackets
 * @param block the content of an inline block, lines ending in a line feed
 */
record Statement(int line, int lastLine, String name, List<String> args, Optional<String> block) {
  Statement {
    args = List.copyOf(args);
  }

  static Statement ofBlock(int line, int lastLine, String name, String content) {
    return new Statement(line, lastLine, name, List.of(), Optional.of(content));
  }

  String arg(int index) {
    return args.get(index);
  }

  boolean has(int index) {
    return args.size() > index;
  }

  Statement named(String other) {
    return new Statement(line, lastLine, other, args, block);
  }

  /** {@code setenv opt NAME ARGS} as {@code NAME ARGS}. */
  Statement shifted(int words) {
    return new Statement(
        line, lastLine, args.get(words - 1), args.subList(words, args.size()), block);
  }

  /** Leaves the content out: it may be a key. */
  @Override
  public String toString() {
    return line + ": " + name;
  }
}
