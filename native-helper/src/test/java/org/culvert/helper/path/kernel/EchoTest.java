package org.culvert.helper.path.kernel;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class EchoTest {
  private static final KernelStats SENT = FakePeer.stats(0, 29);

  @Test
  void aServerThatPingsIsBoundToSend() {
    Echo echo = Echo.of(true, OptionalInt.of(10), OptionalInt.of(60));
    assertFalse(echo.isMissing(0, SENT));
    assertFalse(echo.isMissing(24_999, SENT));
    assertTrue(echo.isMissing(25_000, SENT));
  }

  @Test
  void aPingThatNobodyIsToListenForSaysNothingOfTheServersOwn() {
    Echo echo = Echo.of(true, OptionalInt.of(10), OptionalInt.empty());
    assertFalse(echo.isMissing(0, SENT));
    assertFalse(echo.isMissing(60_000, SENT));
    assertTrue(echo.isMissing(60_000, new KernelStats(0, 0, 0, 30, 0, 0, 0, 30, Optional.empty())));
  }
}
