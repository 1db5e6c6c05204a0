package org.culvert.app.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Optional;
import org.culvert.core.profile.IncludedFiles;
import org.culvert.core.profile.Profile;
import org.culvert.core.profile.ProfileParser;
import org.culvert.core.profile.Remote;
import org.junit.jupiter.api.Test;

class ProfileFactsTest {
  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
  private static final String PINNED = "peer-fingerprint " + "00:".repeat(31) + "00\n";
  private static final String BOTH =
      "client\ndev tun\n"
          + PINNED
          + "<connection>\nremote 2001:db8::1 1194 udp\n</connection>\n"
          + "<connection>\nremote 2001:db8::1 443 tcp\n</connection>";

  @Test
  void theFirstTcpServerIsNamed() {
    ProfileFacts facts = ProfileFacts.of(BOTH, NOW).orElseThrow();
    assertEquals(Optional.of("[2001:db8::1]:443"), facts.byTcp());
    assertEquals(Optional.empty(), facts.newest());
    assertTrue(!facts.wrapped());
  }

  @Test
  void aProfileThatIsNotValidHasNoFacts() {
    assertEquals(Optional.empty(), ProfileFacts.of("nonsense", NOW));
  }

  @Test
  void byTcpOnlyMeansThatNoOtherServerIsLeft() {
    Profile profile =
        new ProfileParser(NOW)
            .parse("p", ProfileFacts.onlyByTcp(BOTH), IncludedFiles.NONE)
            .profile()
            .orElseThrow();
    assertEquals(1, profile.remotes().size());
    assertEquals(Remote.Transport.TCP, profile.remotes().getFirst().transport());
  }
}
