package org.culvert.helper.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.culvert.core.api.DataPathChoice;
import org.culvert.core.api.DnsWish;
import org.culvert.core.api.Event;
import org.culvert.core.api.KnownSecrets;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.PathReason;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.Protection;
import org.culvert.core.api.Secret;
import org.culvert.core.api.SessionState;
import org.culvert.core.api.SessionStatus;
import org.culvert.core.data.CipherSource;
import org.culvert.core.profile.IncludedFiles;
import org.culvert.core.profile.Profile;
import org.culvert.core.profile.ProfileParser;
import org.culvert.core.profile.TlsSettings;
import org.culvert.core.push.OptionBudget;
import org.culvert.core.session.Carrier;
import org.culvert.core.session.PeerInfo;
import org.culvert.core.tls.TlsChannelFactory;
import org.culvert.core.tls.bc.DemoPki;
import org.culvert.helper.demo.FakeMachine;
import org.culvert.helper.demo.NoDns;
import org.culvert.helper.host.FakeFirewall;
import org.culvert.helper.host.Hold;
import org.culvert.helper.path.kernel.AbsentDriver;
import org.culvert.helper.path.userspace.Ciphers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of a session and of its secrets around the opening of its key. */
@Timeout(20)
class SessionRunnerTest {
  private static final Problem UNUSABLE =
      Problem.of(ProblemCode.OWN_CERT_INVALID, "cert", "the test says so");

  private static final Hold HOLD = new Hold("me", "office");
  private static final Protection KILL_SWITCH = new Protection(true, false, new DnsWish.Server());

  private final List<TlsSettings> read = new CopyOnWriteArrayList<>();
  private final FakeFirewall firewall = new FakeFirewall();

  private static final class Nobody implements SessionListener {
    @Override
    public void changed(SessionStatus status) {}

    @Override
    public void traffic(Event.Traffic traffic) {}

    @Override
    public void logged(LogLine line) {}
  }

  private static Profile profile() {
    return profile("192.0.2.1");
  }

  private static Profile profile(String server) {
    Instant now = Instant.now();
    DemoPki pki = new DemoPki("test", now, now.plus(Duration.ofHours(1)));
    String text =
        """
        client
        dev tun
        remote %s 1194 udp
        remote-cert-tls server
        <ca>
        %s</ca>
        <cert>
        %s</cert>
        <key>
        %s</key>
        """
            .formatted(server, pki.ca(), pki.client("me").certificate(), KeyOpenerTest.LOCKED);
    return new ProfileParser(now).parse("office", text, IncludedFiles.NONE).profile().orElseThrow();
  }

  private SessionRunner session(Profile profile, KeyTurns turns, KnownSecrets known) {
    return session(
        profile,
        turns,
        known,
        Protection.USUAL,
        settings -> {
          read.add(settings);
          assertTrue(settings.privateKey().orElseThrow().copyBytes().length > 0);
          throw new RequestRefusedException(UNUSABLE);
        });
  }

  private SessionRunner session(
      Profile profile,
      KeyTurns turns,
      KnownSecrets known,
      Protection protection,
      SessionRunner.TlsMaker tls) {
    SessionRunner session =
        new SessionRunner(
            HOLD,
            profile,
            known,
            DataPathChoice.USERSPACE,
            protection,
            new SessionRunner.Environment(
                new FakeMachine(),
                new NoDns(),
                firewall,
                new AbsentDriver(PathReason.said("none")),
                new Ciphers(CipherSource::jdk),
                tls,
                new PeerInfo("test", "linux", Carrier.USERSPACE, Map.of()),
                new SecureRandom(),
                new Lookups(),
                turns,
                new OptionBudget()),
            new Nobody());
    Thread.ofPlatform().daemon().start(session);
    return session;
  }

  private static KnownSecrets passphrase() {
    return new KnownSecrets(
        Optional.empty(),
        Optional.empty(),
        Optional.of(Secret.ofText(KeyOpenerTest.PASSPHRASE)),
        Optional.empty());
  }

  private static void assertWiped(TlsSettings settings) {
    assertThrows(
        IllegalStateException.class, () -> settings.privateKey().orElseThrow().copyBytes());
  }

  @Test
  void aSessionWhoseKeyIsBeingOpenedHearsTheUser() throws Exception {
    CountDownLatch began = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    KeyTurns turns =
        new KeyTurns(
            (settings, _) -> {
              began.countDown();
              KeyOpenerTest.awaitQuietly(mayEnd);
              return settings;
            });
    Profile profile = profile();
    SessionRunner working = session(profile, turns, passphrase());
    began.await();
    SessionRunner waiting = session(profile(), turns, passphrase());
    for (SessionRunner session : List.of(waiting, working)) {
      session.stop();
      session.ended().get(10, TimeUnit.SECONDS); // the work still goes on
      assertEquals(SessionState.DISCONNECTED, session.status().state());
    }
    assertWiped(profile.tls());
    assertEquals(List.of(), read);
    mayEnd.countDown();
  }

  @Test
  void theOpenedKeyIsWipedOnceItIsRead() throws Exception {
    Profile profile = profile();
    SessionRunner session = session(profile, new KeyTurns(), passphrase());
    session.ended().get(10, TimeUnit.SECONDS);
    assertEquals(Optional.of(UNUSABLE), session.status().lastError());
    assertWiped(read.getFirst());
    assertWiped(profile.tls());
  }

  @Test
  void theKillSwitchHoldsWhileTheUserIsAskedBeforeTheFirstAttempt() throws Exception {
    SessionRunner session =
        session(profile(), new KeyTurns(), KnownSecrets.NONE, KILL_SWITCH, SessionRunnerTest::none);
    await(() -> session.status().state() == SessionState.WAITING_FOR_USER);
    assertTrue(firewall.blocks(HOLD));
    assertTrue(session.status().blocking());

    session.stop();
    session.ended().get(10, TimeUnit.SECONDS);
    assertEquals(List.of(), firewall.blocking());
  }

  @Test
  void theKillSwitchHoldsThoughTheServersNameIsNotFound() throws Exception {
    firewall.canLookUp = false;
    SessionRunner session =
        session(
            profile("vpn.invalid"),
            new KeyTurns(),
            passphrase(),
            KILL_SWITCH,
            SessionRunnerTest::none);
    await(() -> session.status().state() == SessionState.RECONNECTING);
    assertTrue(firewall.blocks(HOLD));
    session.stop();
    session.ended().get(10, TimeUnit.SECONDS);
    assertEquals(List.of(), firewall.blocking());
  }

  @Test
  void aKillSwitchThatCannotHoldEndsTheSessionBeforeAnythingIsAskedOrSent() throws Exception {
    firewall.failure = Optional.of(new IOException("nft ended with status 1"));
    SessionRunner session =
        session(profile(), new KeyTurns(), KnownSecrets.NONE, KILL_SWITCH, SessionRunnerTest::none);
    session.ended().get(10, TimeUnit.SECONDS);
    Problem problem = session.status().lastError().orElseThrow();
    assertEquals(ProblemCode.KILL_SWITCH_UNAVAILABLE, problem.code());
    assertTrue(problem.message().contains("nft ended with status 1"), problem.message());
  }

  private static TlsChannelFactory none(TlsSettings settings) {
    return _ -> {
      throw new AssertionError("no server was found");
    };
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      Thread.sleep(5);
    }
  }
}
