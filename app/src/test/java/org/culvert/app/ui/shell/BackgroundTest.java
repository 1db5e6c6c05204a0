package org.culvert.app.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BackgroundTest {
  private final Background background = new Background();

  @Test
  void whatWasBegunGoesOnAfterTheEndAndNothingElseIsBegun() throws InterruptedException {
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    AtomicInteger runs = new AtomicInteger();
    background.execute(
        () -> {
          try {
            go.await();
            runs.incrementAndGet();
            done.countDown();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    background.end();
    background.execute(runs::incrementAndGet);
    go.countDown();

    assertTrue(done.await(10, TimeUnit.SECONDS));
    assertEquals(1, runs.get());
  }
}
