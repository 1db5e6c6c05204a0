package org.culvert.core.session;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.OptionalInt;
import org.culvert.core.control.FakeTls;
import org.culvert.core.profile.Profile;
import org.culvert.core.profile.Timers;
import org.junit.jupiter.api.Test;

final class SessionContextTest {
  @Test
  void theLongestRenewalIntervalIsNotNegative() {
    Timers d = Timers.DEFAULT;
    Timers timers =
        new Timers(
            d.ping(),
            d.pingRestart(),
            d.pingExit(),
            d.handWindow(),
            d.tranWindow(),
            Integer.MAX_VALUE,
            d.tlsTimeout(),
            d.inactive(),
            d.inactiveBytes(),
            d.renegotiateBytes(),
            d.renegotiatePackets(),
            0);
    Profile profile = ScriptedSession.profile(timers, Optional.empty(), OptionalInt.empty());
    SessionContext context =
        new SessionContext(
            new SessionSetup(
                profile,
                profile.remotes().getFirst(),
                InetAddress.ofLiteral("192.0.2.1"),
                epoch -> new FakeTls(true, new byte[0]),
                new Login(Optional.empty()),
                new PeerInfo("0.0", "linux", Carrier.USERSPACE),
                0),
            new SecureRandom(),
            0);
    for (int i = 0; i < 100; i++) {
      assertTrue(context.rotationTimes().interval() >= Integer.MAX_VALUE * 1000L);
    }
  }
}
