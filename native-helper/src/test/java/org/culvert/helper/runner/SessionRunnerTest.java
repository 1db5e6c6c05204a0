package org.culvert.helper.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.culvert.core.api.DataPathChoice;
import org.culvert.core.api.Event;
import org.culvert.core.api.KnownSecrets;
import org.culvert.core.api.LogLine;
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

  private final List<TlsSettings> read = new CopyOnWriteArrayList<>();

  private static final class Nobody implements SessionListener {
    @Override
    public void changed(SessionStatus status) {}

    @Override
    public void traffic(Event.Traffic traffic) {}

    @Override
    public void logged(LogLine line) {}
  }

  private static Profile profile() {
    Instant now = Instant.now();
    DemoPki pki = new DemoPki("test", now, now.plus(Duration.ofHours(1)));
    String text =
        """
        client
        dev tun
        remote 192.0.2.1 1194 udp
        remote-cert-tls server
        <ca>
        %s</ca>
        <cert>
        %s</cert>
        <key>
        %s</key>
        """
            .formatted(pki.ca(), pki.client("me").certificate(), KeyOpenerTest.LOCKED);
    return new ProfileParser(now).parse("office", text, IncludedFiles.NONE).profile().orElseThrow();
  }

  private SessionRunner session(Profile profile, KeyTurns turns, KnownSecrets known) {
    SessionRunner session =
        new SessionRunner(
            new Hold("me", "office"),
            profile,
            known,
            DataPathChoice.USERSPACE,
            Protection.USUAL,
            new SessionRunner.Environment(
                new FakeMachine(),
                new NoDns(),
                new FakeFirewall(),
                new AbsentDriver("none"),
                new Ciphers(CipherSource::jdk),
                settings -> {
                  read.add(settings);
                  assertTrue(settings.privateKey().orElseThrow().copyBytes().length > 0);
                  throw new RequestRefusedException(UNUSABLE);
                },
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
}
