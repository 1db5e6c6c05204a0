package org.culvert.helper.linux.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.culvert.helper.linux.sys.Errno;
import org.culvert.helper.path.DatagramPort.NetworkError;
import org.junit.jupiter.api.Test;

final class UdpErrorsTest {
  @Test
  void errorsThatDoNotEndHoldNobodyUp() {
    AtomicInteger asked = new AtomicInteger();
    UdpErrors errors =
        new UdpErrors(
            () -> {
              asked.incrementAndGet();
              return Errno.ECONNREFUSED;
            });
    assertTimeoutPreemptively(Duration.ofSeconds(10), () -> assertTrue(errors.drain()));
    assertEquals(UdpErrors.MOST, asked.get());
    assertEquals(Optional.of(NetworkError.PORT_UNREACHABLE), errors.take());
  }

  @Test
  void anEmptyQueueIsNoError() {
    UdpErrors errors = new UdpErrors(() -> 0);
    assertFalse(errors.drain());
    assertEquals(Optional.empty(), errors.take());
  }
}
