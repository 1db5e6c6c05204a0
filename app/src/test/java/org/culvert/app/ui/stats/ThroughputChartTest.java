package org.culvert.app.ui.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.BooleanSupplier;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.culvert.app.state.ThroughputSeries;
import org.culvert.app.ui.driver.WindowDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("ui")
class ThroughputChartTest {
  private static final long START = 1_700_000_000_000L;

  private final ThroughputSeries series = new ThroughputSeries();
  private final long opened = System.nanoTime();
  private ThroughputChart chart;
  private Stage stage;

  @BeforeEach
  void open() {
    WindowDriver.startToolkit();
    for (long time = START - 130_000; time <= START + 60_000; time += 250) {
      long step = (time - START + 130_000) / 250;
      series.add(time, step * 400_000 + (step % 7) * 50_000, step * 30_000);
    }
    chart =
        WindowDriver.onFx(
            () -> {
              ThroughputChart made = new ThroughputChart(this::now);
              made.seriesProperty().set(series);
              return made;
            });
    stage =
        WindowDriver.onFx(
            () -> {
              Stage shown = new Stage();
              shown.setScene(new Scene(chart, 640, 240));
              shown.show();
              return shown;
            });
  }

  private long now() {
    return START + (System.nanoTime() - opened) / 1_000_000;
  }

  @AfterEach
  void close() {
    WindowDriver.onFx(
        () -> {
          stage.hide();
          return true;
        });
  }

  @Test
  void drawingAFrameAllocatesLittleInTheToolkitEither() throws InterruptedException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    WindowDriver.onFx(
        () -> {
          chart.liveProperty().set(true);
          return true;
        });
    long warm = chart.frames() + 120;
    await(() -> chart.frames() > warm);
    long id = WindowDriver.onFx(() -> Thread.currentThread().threadId());
    long framesBefore = chart.frames();
    long before = threads.getThreadAllocatedBytes(id);
    await(() -> chart.frames() > framesBefore + 120);
    long perFrame =
        (threads.getThreadAllocatedBytes(id) - before) / (chart.frames() - framesBefore);
    System.out.println("JavaFX thread: " + perFrame + " bytes per frame");

    assertTrue(perFrame < 4_096, perFrame + " bytes per frame");
  }

  @Test
  void itMovesOnlyWhileItIsLiveAndShowing() {
    assertFalse(WindowDriver.onFx(chart::animating));
    WindowDriver.onFx(
        () -> {
          chart.liveProperty().set(true);
          return true;
        });
    assertTrue(WindowDriver.onFx(chart::animating));
    WindowDriver.onFx(
        () -> {
          stage.hide();
          return true;
        });
    assertFalse(WindowDriver.onFx(chart::animating));
    WindowDriver.onFx(
        () -> {
          stage.show();
          return true;
        });
    assertTrue(WindowDriver.onFx(chart::animating));
    WindowDriver.onFx(
        () -> {
          chart.liveProperty().set(false);
          return true;
        });
    assertFalse(WindowDriver.onFx(chart::animating));
  }

  @Test
  void aLinkWithoutTrafficIsNotDrawnAgainAndAgain() {
    ThroughputSeries silent = new ThroughputSeries();
    for (long time = START - 130_000; time <= START + 1_000; time += 250) {
      silent.add(time, 5, 5);
    }
    WindowDriver.onFx(
        () -> {
          chart.seriesProperty().set(silent);
          chart.liveProperty().set(true);
          for (int i = 0; i < 300; i++) {
            chart.frame(START + i * 16L);
          }
          return true;
        });
    long before = chart.frames();
    WindowDriver.onFx(
        () -> {
          chart.frame(START + 5_000);
          return true;
        });
    assertEquals(before, chart.frames());
  }

  /** Looks from outside: asking on the JavaFX thread would be work there, and measured. */
  private static void await(BooleanSupplier condition) throws InterruptedException {
    for (int i = 0; i < 3_000; i++) {
      if (condition.getAsBoolean()) {
        return;
      }
      Thread.sleep(10);
    }
    throw new AssertionError("no frames come");
  }
}
