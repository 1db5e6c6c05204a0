package org.culvert.core.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.OptionalInt;
import org.culvert.core.profile.MssFixSetting;
import org.culvert.core.profile.MssFixSetting.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MssFixTest {
  @ParameterizedTest
  @CsvSource({
    // setting, its kind, tun-mtu, header, payload, pads to, IPv6 and TCP outside; -1 for none
    "-1, MTU, 1500, 24, 0, 0, false, false, 1400",
    "-1, MTU, 1500, 21, 0, 0, false, false, 1403",
    "-1, MTU, 1500, 24, 0, 0, true, false, 1380",
    "-1, MTU, 1500, 24, 0, 0, false, true, 1386",
    "-1, MTU, 1500, 24, 1, 0, false, false, 1399",
    "-1, MTU, 1400, 24, 0, 0, false, false, 1360",
    "-1, MTU, 9000, 24, 0, 0, true, true, 8960",
    "1450, DATAGRAM, 1500, 24, 0, 0, false, false, 1386",
    "1450, DATAGRAM, 1400, 24, 0, 0, true, true, 1384",
    "1450, MTU, 1500, 24, 0, 0, false, false, 1358",
    "1450, FIXED, 1500, 24, 1, 0, false, true, 1410",
    // AES-256-CBC with SHA256: 52 around, packet id and padding inside
    "-1, MTU, 1500, 52, 4, 16, false, false, 1363",
    "1450, DATAGRAM, 1500, 52, 5, 16, false, false, 1346",
    "0, DATAGRAM, 1500, 24, 0, 0, false, false, -1",
    "0, MTU, 1500, 24, 0, 0, false, false, -1",
    "153, DATAGRAM, 1500, 24, 0, 0, false, false, -1",
    "154, DATAGRAM, 1500, 24, 0, 0, false, false, 90",
    "154, MTU, 1500, 84, 4, 16, true, true, 48",
  })
  void givesTheLargestSegment(
      int setting,
      Kind kind,
      int tunMtu,
      int header,
      int payload,
      int padsTo,
      boolean ipv6,
      boolean tcp,
      int expected) {
    Optional<MssFixSetting> configured =
        setting < 0 ? Optional.empty() : Optional.of(new MssFixSetting(setting, kind));
    OptionalInt result = expected < 0 ? OptionalInt.empty() : OptionalInt.of(expected);
    var around = new MssFix.Around(header, payload, padsTo, ipv6, tcp);
    assertEquals(result, MssFix.maxSegment(configured, tunMtu, around));
  }
}
