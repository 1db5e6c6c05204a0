package org.culvert.app.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class PaceTest {
  private final Queue<Runnable> later = new ArrayDeque<>();
  private int calls;
  private final Pace pace = new Pace(() -> calls++, later::add);

  @Test
  void eachCallIsPassedOnAtOnce() {
    pace.run();
    pace.run();
    assertEquals(2, calls);
    assertEquals(0, later.size());
  }

  @Test
  void whileItIsSlowTheCallsOfAWhileAreOne() {
    pace.slow(true);
    pace.run();
    pace.run();
    assertEquals(0, calls);
    later.remove().run();
    assertEquals(1, calls);

    pace.run();
    later.remove().run();
    assertEquals(2, calls);
    assertEquals(0, later.size());
  }

  @Test
  void whatWaitsIsPassedOnWhenItGetsFast() {
    pace.slow(true);
    pace.slow(false);
    assertEquals(0, calls);
    pace.slow(true);
    pace.run();
    pace.slow(false);
    assertEquals(1, calls);
    pace.run();
    assertEquals(2, calls);
  }
}
