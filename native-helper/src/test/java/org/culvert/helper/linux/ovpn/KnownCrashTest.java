package org.culvert.helper.linux.ovpn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KnownCrashTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "6.19.3+deb14-amd64",
        "6.19.10-arch1-1",
        "7.0.0-14-generic",
        "7.0.4-200.fc44.x86_64",
        "7.2.13+deb14-amd64"
      })
  void trustsLaterKernels(String release) {
    isTrusted(release);
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.1.0-40-amd64", "6.12.43+deb13-amd64", "6.15.11-arch1-1", "5.15"})
  void knowsNothingOfKernelsThatAreOlderThanTheDriver(String release) {
    isTrusted(release);
  }

  private static void isTrusted(String release) {
    assertEquals(Optional.empty(), KnownCrash.of(release, true));
    assertEquals(Optional.empty(), KnownCrash.of(release, false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "6.16.3+deb13-amd64",
        "6.17.13+deb13-amd64",
        "6.17.0-200.fc43.x86_64",
        "6.17.1-arch1-1",
        "6.18.15+deb13-amd64",
        "6.19.2-arch1-1",
        "6.19-rc3"
      })
  void doesNotGiveTcpToEarlierKernels(String release) {
    assertEquals(Optional.empty(), KnownCrash.of(release, false));
    String reason = KnownCrash.of(release, true).orElseThrow().sentence();
    assertTrue(reason.startsWith("Kernel " + release + " "), reason);
    assertTrue(reason.contains("ovpn-net-next#29"), reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.17.0-8-generic", "6.17.0-5-lowlatency", "6.17.0-6-generic-64k"})
  void doesNotUseAnEarlyKernelOfUbuntu(String release) {
    for (boolean tcp : new boolean[] {false, true}) {
      String reason = KnownCrash.of(release, tcp).orElseThrow().sentence();
      assertTrue(reason.contains(release) && reason.contains("ovpn-net-next#30"), reason);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"6.17.0-1-default", "6.17.0-2-MANJARO", "6.17.0-9-generic"})
  void doesNotTakeAnothersKernelForUbuntus(String release) {
    assertEquals(Optional.empty(), KnownCrash.of(release, false));
  }

  @Test
  void knowsNothingOfWhatIsNoVersion() {
    assertEquals(Optional.empty(), KnownCrash.of("unknown", true));
  }
}
