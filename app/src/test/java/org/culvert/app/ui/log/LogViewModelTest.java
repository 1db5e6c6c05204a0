package org.culvert.app.ui.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javafx.collections.ListChangeListener;
import org.culvert.app.state.AppState;
import org.culvert.app.state.EventInbox;
import org.culvert.app.ui.driver.Samples;
import org.culvert.core.api.LogLine;
import org.junit.jupiter.api.Test;

class LogViewModelTest {
  private final AppState state = new AppState();
  private final EventInbox inbox = new EventInbox();
  private final LogViewModel model = new LogViewModel(state, ZoneOffset.UTC);

  private void log(String session, long time, LogLine.Level level, String text) {
    inbox.offer(Samples.log(session, time, level, text));
    state.apply(inbox.drain());
  }

  private List<String> texts() {
    return model.lines().stream().map(LogLine::text).toList();
  }

  @Test
  void linesOfTheShownSessionFromTheLevelOn() {
    model.show("a");
    log("a", 1, LogLine.Level.DEBUG, "detail");
    log("a", 2, LogLine.Level.INFO, "news");
    log("b", 3, LogLine.Level.INFO, "not ours");
    log("a", 4, LogLine.Level.ERROR, "trouble");
    assertEquals(List.of("news", "trouble"), texts());

    model.levelProperty().set(LogLine.Level.DEBUG);
    assertEquals(List.of("detail", "news", "trouble"), texts());
    model.levelProperty().set(LogLine.Level.ERROR);
    assertEquals(List.of("trouble"), texts());
    model.show("b");
    assertEquals(List.of(), texts());
  }

  @Test
  void newLinesAreAddedWithoutReplacingTheOldOnes() {
    model.show("a");
    log("a", 1, LogLine.Level.INFO, "one");
    List<String> changes = new ArrayList<>();
    model
        .lines()
        .addListener(
            (ListChangeListener<LogLine>)
                change -> {
                  while (change.next()) {
                    changes.add("+" + change.getAddedSize() + " -" + change.getRemovedSize());
                  }
                });
    log("a", 2, LogLine.Level.INFO, "two");

    assertEquals(List.of("+1 -0"), changes);
  }

  @Test
  void copiedLinesHaveDateTimeAndLevel() {
    LogLine line = new LogLine("a", 1_700_000_000_123L, LogLine.Level.WARNING, "careful");

    assertEquals("2023-11-14 22:13:20.123 warning careful\n", model.asText(List.of(line)));
    assertEquals("22:13:20.123", model.timeOf(line));
  }
}
