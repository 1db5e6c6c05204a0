package org.culvert.helper.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PatienceTest {
  private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);

  @AfterEach
  void close() {
    timer.shutdownNow();
  }

  @Test
  void aConnectionThatIsOverLeavesNoTimerBehind() {
    timer.setRemoveOnCancelPolicy(true);
    Patience patience = new Patience(timer, () -> {});
    patience.start(Duration.ofHours(1));
    assertEquals(1, timer.getQueue().size());
    patience.end();
    patience.start(Duration.ofHours(1));
    assertEquals(0, timer.getQueue().size());
  }
}
