package org.culvert.core.profile;

import java.util.OptionalInt;

/** What is to be logged. */
final class LogSection implements Section {
  private final Arguments arguments;
  private OptionalInt verb = OptionalInt.empty();
  private OptionalInt mute = OptionalInt.empty();

  LogSection(Findings findings) {
    this.arguments = new Arguments(findings);
  }

  @Override
  public boolean read(Statement s) {
    switch (s.name()) {
      case "verb" -> verb = arguments.number(s, 0, 0, Integer.MAX_VALUE);
      case "mute" -> mute = arguments.number(s, 0, 0, Integer.MAX_VALUE);
      case "mute-replay-warnings" -> {} // always so
      default -> {
        return false;
      }
    }
    return true;
  }

  LogSettings build() {
    return new LogSettings(verb, mute);
  }
}
