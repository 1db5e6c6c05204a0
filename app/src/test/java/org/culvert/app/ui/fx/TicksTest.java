package org.culvert.app.ui.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.culvert.app.ui.driver.WindowDriver;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("ui")
class TicksTest {
  private static final Duration PERIOD = Duration.ofMillis(5);

  private int ticks;

  @BeforeAll
  static void start() {
    WindowDriver.startToolkit();
  }

  @Test
  void itTicksAsLongAsItIsWanted() throws InterruptedException {
    CountDownLatch three = new CountDownLatch(3);
    Ticks some =
        new Ticks(
            PERIOD,
            () -> {
              ticks++;
              three.countDown();
            });
    want(some, true);
    three.await(10, TimeUnit.SECONDS);
    assertEquals(0, three.getCount());

    want(some, false);
    int before = WindowDriver.onFx(() -> ticks);
    CountDownLatch others = new CountDownLatch(5);
    Ticks other = new Ticks(PERIOD, others::countDown);
    want(other, true);
    others.await(10, TimeUnit.SECONDS);
    want(other, false);
    assertEquals(0, others.getCount());
    assertEquals(before, WindowDriver.onFx(() -> ticks));
  }

  @Test
  void whoWantsItTwiceGetsItOnce() {
    Ticks some = new Ticks(Duration.ofHours(1), () -> ticks++);
    want(some, true);
    want(some, true);
    want(some, false);
    assertEquals(1, WindowDriver.onFx(() -> ticks));
  }

  private static void want(Ticks ticks, boolean now) {
    WindowDriver.onFx(
        () -> {
          ticks.want(now);
          return true;
        });
  }
}
