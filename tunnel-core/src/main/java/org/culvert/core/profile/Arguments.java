package org.culvert.core.profile;

import java.util.List;
import java.util.OptionalInt;

/** Reads the arguments of directives, reporting what is wrong with them. */
record Arguments(Findings findings) {

  /** The number at {@code index}; nothing after an error was reported. */
  OptionalInt number(Statement statement, int index, int min, int max) {
    String text = statement.arg(index);
    try {
      int value = Integer.parseInt(text);
      if (value >= min && value <= max) {
        return OptionalInt.of(value);
      }
    } catch (NumberFormatException e) {
      // Reported below with the range, like a number outside of it.
    }
    invalid(statement, LineCode.NUMBER_RANGE, text, Integer.toString(min), Integer.toString(max));
    return OptionalInt.empty();
  }

  /** Whether the argument at {@code index} is one of the words; reported when not. */
  boolean oneOf(Statement statement, int index, List<String> words) {
    if (words.contains(statement.arg(index))) {
      return true;
    }
    invalid(statement, LineCode.NOT_POSSIBLE, statement.arg(index), String.join(", ", words));
    return false;
  }

  void invalid(Statement statement, FindingCode code, String... args) {
    findings.error(statement, Action.INVALID, code, args);
  }
}
