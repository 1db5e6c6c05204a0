package org.culvert.helper.linux.echo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.culvert.helper.host.EchoPort;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Echo requests to this machine itself. */
@Tag("net")
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LinuxEchoTest {
  private final SplittableRandom random = new SplittableRandom(1);

  private EchoPort open(String device, String address) throws IOException {
    return LinuxEcho.open(device, InetAddress.ofLiteral(address), random);
  }

  private static EchoPort.Answer await(EchoPort port) throws IOException {
    Optional<EchoPort.Answer> answer = port.answer();
    while (answer.isEmpty()) {
      LockSupport.parkNanos(1_000_000);
      answer = port.answer();
    }
    return answer.get();
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1, 36", "::1, 56"})
  void anAnswerComesWithTheTimeAtWhichItCame(String address, int bytes) throws Exception {
    try (EchoPort port = open("lo", address);
        EchoPort other = open("lo", address)) {
      assertEquals(bytes, port.packetBytes());
      boolean stampedOnArrival = false;
      for (int number = 1; !stampedOnArrival; number += 2) {
        long asked = port.ask(number);
        other.ask(number + 1);
        await(other);
        long later = other.ask(number + 1);
        await(other);
        // However late it is read.
        EchoPort.Answer answer = await(port);
        assertEquals(number, answer.number());
        assertTrue(answer.at() >= asked, answer + " after " + asked);
        // The kernel starts to stamp what comes in soon after it is asked to: until then it gives
        // the time of reading. Where that stays so, this runs out of time.
        stampedOnArrival = answer.at() <= later;
      }
      assertEquals(Optional.empty(), port.answer());
    }
  }

  @Test
  void anAnswerToOneIsNoneToAnother() throws Exception {
    try (EchoPort one = open("lo", "127.0.0.1");
        EchoPort other = open("lo", "127.0.0.1")) {
      other.ask(5);
      one.ask(6);
      assertEquals(6, await(one).number());
      assertEquals(5, await(other).number());
      assertEquals(Optional.empty(), one.answer());
    }
  }

  @Test
  void aDeviceThatIsNotThereIsSaid() {
    IOException e = assertThrows(IOException.class, () -> open("nowhere0", "127.0.0.1"));
    assertTrue(String.valueOf(e.getMessage()).contains("nowhere0"), e.getMessage());
  }
}
