package org.culvert.app.ui.fx;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javafx.animation.AnimationTimer;
import javafx.scene.Group;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.culvert.app.ui.driver.WindowDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("ui")
class PulseRestTest {
  private final Semaphore pulses = new Semaphore(0);
  private final AnimationTimer counting =
      new AnimationTimer() {
        @Override
        public void handle(long now) {
          pulses.release();
        }
      };
  private final Stage stage = open();

  private static Stage open() {
    WindowDriver.startToolkit();
    PulseRest.whileNothingShows();
    return WindowDriver.onFx(
        () -> {
          Stage stage = new Stage();
          stage.setScene(new Scene(new Group(), 200, 100));
          return stage;
        });
  }

  @BeforeEach
  void begin() {
    shows(true);
    counting.start();
  }

  @AfterEach
  void end() {
    counting.stop();
    shows(false);
  }

  private void shows(boolean now) {
    WindowDriver.onFx(
        () -> {
          if (now) {
            stage.show();
          } else {
            stage.hide();
          }
          return stage;
        });
  }

  @Test
  void thePulseRestsWhileNoWindowShowsAndGoesOnWithTheNext() throws InterruptedException {
    awaitPulses();
    for (int i = 0; i < 3; i++) {
      shows(false);
      awaitRest();
      shows(true);
      awaitPulses();
    }
  }

  @Test
  void whatHasToWaitWaitsOnWhileItRests() throws InterruptedException {
    Semaphore ended = new Semaphore(0);
    Delay delay = new Delay(Duration.ofMillis(200), ended::release);
    shows(false);
    WindowDriver.onFx(
        () -> {
          delay.begin();
          delay.begin();
          return delay;
        });
    assertTrue(ended.tryAcquire(10, TimeUnit.SECONDS), "it never ended");
  }

  private void awaitPulses() throws InterruptedException {
    pulses.drainPermits();
    assertTrue(pulses.tryAcquire(5, 10, TimeUnit.SECONDS), "there is no pulse");
  }

  /** A pulse that was under way may still come. */
  private void awaitRest() throws InterruptedException {
    for (int i = 0; i < 40; i++) {
      pulses.drainPermits();
      if (!pulses.tryAcquire(250, TimeUnit.MILLISECONDS)) {
        return;
      }
    }
    throw new AssertionError("it pulses on");
  }
}
