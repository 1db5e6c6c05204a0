package org.culvert.core.session;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.culvert.core.api.Credentials;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.control.KeyMessage;
import org.culvert.core.control.KeyNegotiation;
import org.culvert.core.control.KeyRotation;
import org.culvert.core.keys.DataCipher;
import org.culvert.core.keys.KeySource;
import org.culvert.core.profile.Profile;
import org.culvert.core.push.Announced;
import org.culvert.core.tls.TlsResult;
import org.culvert.core.wire.SessionId;
import org.culvert.core.wrap.ControlWrap;
import org.culvert.core.wrap.ControlWraps;
import org.culvert.core.wrap.Role;

/** What all phases of one attempt share; none of it changes. */
final class SessionContext {
  private static final int GRACE_SECONDS = 60;

  /**
   * The kernel does not tell which key the server seals with; by then it has had the time to
   * install the new one, and our last acknowledgement.
   */
  private static final long BLIND_SWITCH = 2_000;

  private final SessionSetup setup;
  private final SecureRandom random;
  private final ControlWrap baseWrap;
  private final KeyNegotiation.Setup negotiation;
  private final TalkLimit talk = new TalkLimit();

  SessionContext(SessionSetup setup, SecureRandom random, long now) {
    this.setup = setup;
    this.random = random;
    this.baseWrap =
        ControlWraps.of(setup.remote().wrapping(), Role.CLIENT, epochMillis(now) / 1000);
    this.negotiation =
        new KeyNegotiation.Setup(
            KeyNegotiation.Side.CLIENT,
            SessionId.random(random),
            setup.tls(),
            tls -> {
              setup.login().sent();
              return keyMessage(tls.exported().isPresent());
            },
            setup.profile().timers().tlsTimeout() * 1000L,
            setup.controlDatagram());
  }

  SessionSetup setup() {
    return setup;
  }

  /** What the server may have told, over all phases. */
  TalkLimit talk() {
    return talk;
  }

  SecureRandom random() {
    return random;
  }

  /** The wrap that the profile configures: for key id 0, and beyond without dynamic tls-crypt. */
  ControlWrap baseWrap() {
    return baseWrap;
  }

  KeyNegotiation begin(int keyId, Optional<SessionId> peer, ControlWrap wrap, long now) {
    return new KeyNegotiation(negotiation, keyId, peer, wrap, now, epochMillis(now));
  }

  long epochMillis(long now) {
    return now + setup.epochOffset();
  }

  /** The server as users know it. */
  String server() {
    return setup.server();
  }

  /**
   * Our own renegotiation waits a little longer than the server's, so that the server goes first.
   */
  KeyRotation.Times rotationTimes() {
    var timers = setup.profile().timers();
    long interval =
        timers.renegotiate() == 0
            ? Long.MAX_VALUE
            : (timers.renegotiate() + (long) random.nextInt(grace(timers.renegotiate()))) * 1000L;
    return new KeyRotation.Times(
        timers.handWindow() * 1000L,
        timers.tranWindow() * 1000L,
        interval,
        setup.peerInfo().carrier() == Carrier.KERNEL ? BLIND_SWITCH : KeyRotation.LONGEST_SWITCH);
  }

  /** In proportion, so that a profile which asks for new keys every few seconds gets them. */
  private static int grace(int interval) {
    return Math.clamp(interval / 20, 1, GRACE_SECONDS);
  }

  /**
   * What the peer info of {@code negotiation} promised: whatever else a server wants to switch on
   * is refused.
   */
  Announced announced(KeyNegotiation negotiation) {
    boolean exporter = negotiation.tlsResult().flatMap(TlsResult::exported).isPresent();
    return new Announced(
        setup.peerInfo().promises(exporter, setup.profile().pull().pulls()).stream()
            .flatMap(promise -> promise.flag().stream())
            .collect(Collectors.toSet()),
        Stream.concat(
                setup.ciphers().stream().map(DataCipher::openVpnName),
                setup.profile().fallbackCipher().stream())
            .toList(),
        setup.peerInfo().decompresses(setup.profile()));
  }

  Problem tlsProblem(KeyNegotiation failed) {
    return TlsProblems.of(server(), failed.failure().orElseThrow());
  }

  /** What would keep a server from reading our key message; it would only fall silent. */
  Optional<Problem> tooLong() {
    KeyMessage message = keyMessage(true);
    message.source().close();
    int excess = message.length() - KeyMessage.MAX_LENGTH;
    if (excess > 0 && setup.login().usesToken()) {
      setup.login().forgetToken(); // the password may fit
      return tooLong();
    }
    return excess > 0
        ? Optional.of(
            Problem.of(ProblemCode.CREDENTIALS_TOO_LONG, server(), Integer.toString(excess)))
        : Optional.empty();
  }

  private KeyMessage keyMessage(boolean exporter) {
    List<DataCipher> ciphers = setup.ciphers();
    Optional<Credentials> credentials =
        setup.profile().userPass() ? setup.login().current() : Optional.empty();
    return new KeyMessage(
        KeySource.client(random),
        options(),
        credentials,
        setup
            .peerInfo()
            .lines(setup.profile(), ciphers, setup.remote().sizes().maxMtu(), exporter));
  }

  // Only very old servers read it at all (wire reference 5.2): those that negotiate go by
  // IV_CIPHERS
  // alone. So the cipher named here is the one for servers that do not.
  private String options() {
    Profile profile = setup.profile();
    DataCipher cipher =
        profile.fallbackCipher().flatMap(DataCipher::named).orElse(setup.ciphers().getFirst());
    return "V4,dev-type tun,"
        + switch (setup.remote().transport()) {
          case UDP -> "link-mtu 1549,tun-mtu 1500,proto UDPv4";
          case TCP -> "link-mtu 1551,tun-mtu 1500,proto TCPv4_CLIENT";
        }
        + (setup.remote().sizes().fragment().isPresent() ? ",mtu-dynamic" : "")
        + ",cipher "
        + cipher.openVpnName()
        + ",auth "
        + (cipher.isAead() ? "[null-digest]" : profile.authDigest())
        + ",keysize "
        + cipher.keyLength() * 8
        + ",key-method 2,tls-client";
  }
}
