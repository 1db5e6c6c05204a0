package org.culvert.helper.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SeldomTest {
  @Test
  void aThousandWarningsInASecondBecomeOneAndTheNextSaysHowMany() {
    Seldom seldom = new Seldom();
    assertEquals(1, seldom.times(1));
    for (int i = 0; i < 1000; i++) {
      assertEquals(0, seldom.times(TimeUnit.MILLISECONDS.toNanos(i)));
    }
    assertEquals(1001, seldom.times(TimeUnit.SECONDS.toNanos(11)));
  }
}
