package org.culvert.app.ui.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.collections.ListChangeListener;
import org.culvert.app.state.AppState;
import org.culvert.app.state.EventInbox;
import org.culvert.app.state.LogBuffer;
import org.culvert.app.state.LogSearch;
import org.culvert.app.ui.driver.FakeShelf;
import org.culvert.app.ui.driver.Samples;
import org.culvert.app.ui.explain.Explainer;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogViewModelTest {
  private final AppState state = new AppState();
  private final EventInbox inbox = new EventInbox();
  private final LogViewModel model =
      new LogViewModel(
          state,
          ZoneOffset.UTC,
          new Explainer(
              state, new FakeShelf(), Runnable::run, Runnable::run, InstantSource.system()),
          Runnable::run,
          Runnable::run);

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

  @Test
  void whatIsLookedForIsFoundWhateverTheCaseAndStepsGoRound() {
    model.show("a");
    for (String text : List.of("Alpha", "beta", "ALPHA beta", "gamma")) {
      log("a", 1, LogLine.Level.INFO, text);
    }
    model.searchProperty().set("alpha");

    assertEquals(2, model.foundProperty().get());
    assertEquals(OptionalInt.of(0), model.next(-1));
    assertEquals(OptionalInt.of(2), model.next(0));
    assertEquals(OptionalInt.of(0), model.next(2));
    assertEquals(OptionalInt.of(2), model.previous(-1));
    assertEquals(OptionalInt.of(0), model.previous(2));
    assertEquals(1, model.ordinal(0));
    assertEquals(0, model.ordinal(1));
    assertEquals(2, model.ordinal(2));
    assertEquals(List.of(new LogSearch.Place(0, 5)), model.placesIn(model.lines().get(2)));

    model.searchProperty().set("delta");
    assertEquals(0, model.foundProperty().get());
    assertEquals(OptionalInt.empty(), model.next(0));
    model.searchProperty().set("");
    assertEquals(OptionalInt.empty(), model.previous(0));
  }

  @Test
  void onlyWhatWasFoundIsShownAsLongAsSomethingIsLookedFor() {
    model.show("a");
    log("a", 1, LogLine.Level.INFO, "one");
    log("a", 2, LogLine.Level.INFO, "two");
    model.onlyFoundProperty().set(true);
    assertEquals(List.of("one", "two"), texts());

    model.searchProperty().set("o");
    assertEquals(List.of("one", "two"), texts());
    model.searchProperty().set("on");
    assertEquals(List.of("one"), texts());
    log("a", 3, LogLine.Level.INFO, "on and on");
    log("a", 4, LogLine.Level.INFO, "off");
    assertEquals(List.of("one", "on and on"), texts());
    assertEquals(2, model.foundProperty().get());
    model.onlyFoundProperty().set(false);
    assertEquals(List.of("one", "two", "on and on", "off"), texts());
  }

  @Test
  void aFullLogDropsItsOldestLinesAndLeavesTheOthersWhereTheyAre() {
    model.show("a");
    for (int i = 0; i < LogBuffer.CAPACITY; i++) {
      inbox.offer(
          Samples.log("a", i, i % 2 == 0 ? LogLine.Level.INFO : LogLine.Level.DEBUG, "line " + i));
    }
    state.apply(inbox.drain());
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
    for (int i = 0; i < 4; i++) {
      inbox.offer(Samples.log("a", 5_000 + i, LogLine.Level.INFO, "late " + i));
    }
    state.apply(inbox.drain());

    assertEquals(List.of("+0 -2", "+4 -0"), changes);
    assertEquals("line 4", texts().getFirst());
    assertEquals("late 3", texts().getLast());

    for (int i = 0; i < LogBuffer.CAPACITY + 1; i++) {
      inbox.offer(Samples.log("a", 6_000 + i, LogLine.Level.INFO, "new " + i));
    }
    state.apply(inbox.drain());
    assertEquals(LogBuffer.CAPACITY, texts().size());
    assertEquals("new 1", texts().getFirst());
  }

  @Test
  void aLineThatTellsOfAProblemIsExplainedAsOfItsOwnTime() {
    LogLine line =
        new LogLine(
            "a",
            1_700_000_000_123L,
            LogLine.Level.WARNING,
            "x",
            Optional.of(Problem.of(ProblemCode.CERT_EXPIRED, "srv", "CN=srv", "2020-01-01")));

    assertTrue(model.explain(line).orElseThrow().meaning().contains("2023-11-14 22:13 UTC"));
    assertEquals(
        Optional.empty(), model.explain(new LogLine("a", 1, LogLine.Level.ERROR, "trouble")));
  }

  @Test
  void whatIsShownIsSavedForTheUserAlone(@TempDir Path folder) throws Exception {
    model.show("a b/c");
    log("a b/c", 1_700_000_000_123L, LogLine.Level.WARNING, "careful");
    log("a b/c", 1_700_000_000_124L, LogLine.Level.DEBUG, "detail");
    assertEquals("culvert-a-b-c-20231114-221320.log", model.fileName());
    Path file = folder.resolve("some.log");
    List<String> said = new ArrayList<>();

    model.save(file, said::add);
    model.save(folder.resolve("nowhere").resolve("some.log"), said::add);

    assertEquals("2023-11-14 22:13:20.123 warning careful\n", Files.readString(file));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertEquals(
        List.of("Saved to some.log", "some.log was not written: the folder does not exist"), said);
  }
}
