package org.culvert.core.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.culvert.core.control.FakeTls;
import org.culvert.core.profile.ControlWrapping;
import org.culvert.core.profile.MssFixSetting;
import org.culvert.core.profile.PacketSizes;
import org.culvert.core.profile.Profile;
import org.culvert.core.profile.Remote;
import org.culvert.core.profile.Timers;
import org.culvert.core.push.Announced;
import org.culvert.core.push.OptionBudget;
import org.culvert.core.push.PushException;
import org.culvert.core.push.PushedOptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a relay puts in front of each datagram counts where sizes are limited. */
class RelayedPiecesTest {
  private static final PacketSizes SIZES =
      new PacketSizes(
          OptionalInt.empty(),
          1600,
          Optional.empty(),
          Optional.of(new MssFixSetting(1200, MssFixSetting.Kind.DATAGRAM)),
          400,
          Optional.empty());

  @ParameterizedTest
  @CsvSource({"0, 1172, 372", "10, 1164, 362", "22, 1152, 350"})
  void theRelaysHeaderMakesPiecesAndControlPacketsShorter(int header, int piece, int control)
      throws PushException, CipherRefusedException {
    Profile profile =
        ScriptedSession.profile(Timers.DEFAULT, Optional.empty(), OptionalInt.empty());
    Remote remote =
        TestProfiles.withSizes(
            TestProfiles.remote("vpn.example", new ControlWrapping.None()), SIZES);
    SessionSetup setup =
        new SessionSetup(
            profile,
            remote,
            InetAddress.ofLiteral("192.0.2.1"),
            epoch -> new FakeTls(true, new byte[0]),
            new Login(Optional.empty()),
            new PeerInfo("0.0", "linux", Carrier.USERSPACE),
            0,
            10_000,
            header,
            new OptionBudget().open());
    PushedOptions pushed =
        PushedOptions.parse(
            List.of("cipher AES-256-GCM"),
            profile.pull(),
            new Announced(Set.of(), List.of("AES-256-GCM"), false));

    assertEquals(piece, DataAgreement.of(setup, pushed, "").fragment());
    assertEquals(control, setup.controlDatagram());
  }
}
