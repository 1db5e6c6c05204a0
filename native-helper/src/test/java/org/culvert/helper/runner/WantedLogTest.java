package org.culvert.helper.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.culvert.core.api.Event;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.LogLine.Level;
import org.culvert.core.api.SessionStatus;
import org.culvert.core.profile.LogSettings;
import org.junit.jupiter.api.Test;

class WantedLogTest {
  private final List<String> told = new ArrayList<>();
  private final SessionListener listener =
      new SessionListener() {
        @Override
        public void changed(SessionStatus status) {}

        @Override
        public void traffic(Event.Traffic traffic) {}

        @Override
        public void logged(LogLine line) {
          told.add(line.text());
        }
      };

  @Test
  void detailsAreLeftOutBelowFour() {
    log(3, 0, "a");
    detail(3, "b");
    detail(4, "c");
    assertEquals(List.of("a", "c"), told);
  }

  @Test
  void equalLinesAreCountedBeyondTheLimit() {
    log(3, 2, "x", "x", "x", "x", "y", "x", "x");
    assertEquals(List.of("x", "x", "the last line came 2 times more", "y", "x", "x"), told);
  }

  @Test
  void withoutALimitEveryLineIsTold() {
    log(3, 0, "x", "x", "x");
    assertEquals(List.of("x", "x", "x"), told);
  }

  private void log(int verb, int mute, String... texts) {
    WantedLog log =
        new WantedLog(new LogSettings(OptionalInt.of(verb), OptionalInt.of(mute)), listener);
    for (String text : texts) {
      log.logged(new LogLine("s", 0, Level.INFO, text));
    }
  }

  private void detail(int verb, String text) {
    new WantedLog(new LogSettings(OptionalInt.of(verb), OptionalInt.empty()), listener)
        .logged(new LogLine("s", 0, Level.DEBUG, text));
  }
}
