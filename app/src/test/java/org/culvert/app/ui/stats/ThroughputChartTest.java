package org.culvert.app.ui.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.scene.Scene;
import javafx.stage.Stage;
import org.culvert.app.state.Span;
import org.culvert.app.state.ThroughputHistory;
import org.culvert.app.ui.driver.WindowDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("ui")
class ThroughputChartTest {
  private static final long START = 1_700_000_040_000L;

  private ThroughputChart chart;
  private Stage stage;

  @BeforeEach
  void open() {
    WindowDriver.startToolkit();
    chart = WindowDriver.onFx(ThroughputChart::new);
    stage =
        WindowDriver.onFx(
            () -> {
              Stage shown = new Stage();
              shown.setScene(new Scene(chart, 640, 240));
              shown.show();
              chart.layout();
              return shown;
            });
    history(50_000);
    does(() -> chart.momentProperty().set(START));
    does(() -> chart.liveProperty().set(true));
  }

  @AfterEach
  void close() {
    does(stage::hide);
  }

  private static void does(Runnable task) {
    WindowDriver.onFx(
        () -> {
          task.run();
          return true;
        });
  }

  private void history(long bytesAStep) {
    ThroughputHistory history = new ThroughputHistory();
    long bytes = 0;
    for (long time = START - 130_000; time <= START + 60_000; time += 250) {
      bytes += bytesAStep;
      history.add(time, bytes, bytes / 9);
    }
    does(() -> chart.historyProperty().set(history));
  }

  /** How many frames are drawn while something happens. */
  private long framesOf(Runnable task) {
    long before = WindowDriver.onFx(chart::frames);
    does(task);
    return WindowDriver.onFx(chart::frames) - before;
  }

  private void minutePasses() {
    for (int second = 1; second <= 60; second++) {
      chart.momentProperty().set(START + second * 1_000L);
    }
  }

  @Test
  void itIsDrawnOnceASecondAndTheLongestSpanLessOften() {
    assertEquals(60, framesOf(this::minutePasses));
    does(() -> chart.spanProperty().set(Span.DAY));
    does(() -> chart.momentProperty().set(START));
    assertEquals(5, framesOf(this::minutePasses), "of 2 minutes a tenth");
  }

  @Test
  void itIsNotDrawnWhileNobodySeesIt() {
    does(() -> chart.watchedProperty().set(false));
    assertEquals(0, framesOf(this::minutePasses), "another tab");
    assertEquals(1, framesOf(() -> chart.watchedProperty().set(true)));
    does(stage::hide);
    does(() -> chart.momentProperty().set(START));
    assertEquals(0, framesOf(this::minutePasses), "no window");
    assertEquals(1, framesOf(stage::show));
  }

  @Test
  void itIsNotDrawnAgainWhenItStandsStill() {
    does(() -> chart.liveProperty().set(false));
    assertEquals(0, framesOf(this::minutePasses));
  }

  @Test
  void aLinkWithoutTrafficIsNotDrawnAgainAndAgain() {
    ThroughputHistory silent = new ThroughputHistory();
    for (long time = START - 130_000; time <= START; time += 250) {
      silent.add(time, 5, 5);
    }
    does(() -> chart.historyProperty().set(silent));
    assertEquals(
        0,
        framesOf(
            () -> {
              for (long time = START; time <= START + 60_000; time += 250) {
                silent.add(time, 5, 5);
                chart.momentProperty().set(time - time % 1_000);
              }
            }));
  }

  @Test
  void aFrameOfTheLongestSpanTakesLittleTime() {
    ThroughputHistory history = new ThroughputHistory();
    long bytes = 0;
    for (long time = START - Span.DAY.millis(); time <= START; time += 4_000) {
      bytes += time % 7 * 50_000;
      history.add(time, bytes, bytes / 9);
    }
    does(() -> chart.spanProperty().set(Span.DAY));
    does(() -> chart.historyProperty().set(history));
    long frames = 500;
    long began = System.nanoTime();
    for (int i = 0; i < frames; i++) {
      does(() -> chart.watchedProperty().set(!chart.watchedProperty().get()));
    }
    long micros = (System.nanoTime() - began) / 1_000 / frames;

    assertTrue(micros < 20_000, micros + " µs a frame");
  }
}
