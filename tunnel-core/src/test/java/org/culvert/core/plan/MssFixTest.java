package org.culvert.core.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MssFixTest {
  @ParameterizedTest
  @CsvSource({
    // setting, tun-mtu, peer id, IPv6 outside, TCP outside, result; -1 for none
    "-1, 1500, true, false, false, 1400",
    "-1, 1500, false, false, false, 1403",
    "-1, 1500, true, true, false, 1380",
    "-1, 1500, true, false, true, 1386",
    "-1, 1400, true, false, false, 1360",
    "-1, 9000, true, true, false, 8960",
    "1450, 1500, true, false, false, 1386",
    "1450, 1400, true, true, false, 1386",
    "0, 1500, true, false, false, -1",
    "153, 1500, true, false, false, -1",
    "154, 1500, true, false, false, 90",
  })
  void givesTheLargestSegment(
      int setting, int tunMtu, boolean peerId, boolean ipv6, boolean tcp, int expected) {
    OptionalInt configured = setting < 0 ? OptionalInt.empty() : OptionalInt.of(setting);
    OptionalInt result = expected < 0 ? OptionalInt.empty() : OptionalInt.of(expected);
    assertEquals(result, MssFix.maxSegment(configured, tunMtu, peerId, ipv6, tcp));
  }
}
