package org.culvert.helper.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.SecureRandom;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.culvert.core.api.DataPathChoice;
import org.culvert.core.api.DnsWish;
import org.culvert.core.api.Event;
import org.culvert.core.api.KnownSecrets;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.PathReason;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.Protection;
import org.culvert.core.api.Request;
import org.culvert.core.api.SessionStatus;
import org.culvert.core.data.CipherSource;
import org.culvert.core.profile.Finding;
import org.culvert.core.profile.VerdictCode;
import org.culvert.helper.demo.FakeMachine;
import org.culvert.helper.demo.NoDns;
import org.culvert.helper.host.FakeFirewall;
import org.culvert.helper.path.kernel.AbsentDriver;
import org.culvert.helper.path.userspace.Ciphers;
import org.culvert.helper.policy.Owner;
import org.junit.jupiter.api.Test;

/** What is refused before a session begins. */
class TunnelSessionFactoryTest {
  private static final String PROFILE =
      "client\ndev tun\nremote 192.0.2.1 1194 udp\npeer-fingerprint "
          + String.join(":", Collections.nCopies(32, "00"))
          + "\n";

  private final FakeFirewall firewall = new FakeFirewall();
  private final TunnelSessionFactory factory =
      new TunnelSessionFactory(
          new FakeMachine(),
          new NoDns(),
          firewall,
          new AbsentDriver(PathReason.said("none")),
          new Ciphers(CipherSource::jdk),
          "test",
          Map.of(),
          new SecureRandom());

  @Test
  void aKillSwitchThatThisMachineCannotHaveIsRefusedWithWhatToInstall() {
    firewall.obstacle = Optional.of("it needs nft; install nftables");
    Request.Connect request =
        new Request.Connect(
            "work",
            PROFILE,
            DataPathChoice.AUTO,
            KnownSecrets.NONE,
            new Protection(true, true, new DnsWish.Server()));

    Problem problem =
        assertThrows(
                RequestRefusedException.class,
                () -> factory.start(Owner.named("root").orElseThrow(), request, new Nobody()))
            .problem();
    assertEquals(ProblemCode.KILL_SWITCH_UNAVAILABLE, problem.code());
    assertEquals(
        "The kill switch cannot be used: it needs nft; install nftables", problem.message());
    assertEquals(List.of(), firewall.admitted);
  }

  @Test
  void aProfileIsRefusedWithWhatWasFoundInIt() {
    Request.Connect request =
        new Request.Connect(
            "work", PROFILE + "scramble xor\n", DataPathChoice.AUTO, KnownSecrets.NONE);

    Problem problem =
        assertThrows(
                RequestRefusedException.class,
                () -> factory.start(Owner.named("root").orElseThrow(), request, new Nobody()))
            .problem();
    assertEquals(
        "work:5: 'scramble' cannot be used: it needs a server with a patched OpenVPN",
        problem.message());
    Finding behind = Finding.behind(problem).orElseThrow();
    assertEquals(VerdictCode.REFUSED, behind.code());
    assertEquals("scramble", behind.directive());
  }

  private static final class Nobody implements SessionListener {
    @Override
    public void changed(SessionStatus status) {}

    @Override
    public void traffic(Event.Traffic traffic) {}

    @Override
    public void logged(LogLine line) {}
  }
}
