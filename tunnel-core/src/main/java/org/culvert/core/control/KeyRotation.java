package org.culvert.core.control;

import java.util.Arrays;
import java.util.Optional;
import org.culvert.core.api.LogCode;
import org.culvert.core.api.LogLine;
import org.culvert.core.keys.DataFormat;
import org.culvert.core.keys.DataKeys;
import org.culvert.core.keys.KeyMaterial;
import org.culvert.core.tls.TlsFailure;
import org.culvert.core.wire.ControlPacket;
import org.culvert.core.wire.Opcode;
import org.culvert.core.wire.SessionId;
import org.culvert.core.wrap.ControlWrap;

/**
 * The keys of one connection: the negotiation that speaks control, the one that may be replacing
 * it, and which data key sends (wire reference section 9). Either side; {@code now} in
 * milliseconds.
 *
 * <p>Without a wrap anybody who sees our session ids can forge packets that break a TLS session. So
 * a renewal that the peer seems to have begun costs nothing when it fails, one of ours is tried
 * again until the hand-window is over, and a broken session is replaced by a renewal, not often.
 */
public final class KeyRotation {
  /**
   * How this connection's keys are made.
   *
   * @param firstWrap wraps key id 0, {@code laterWrap} all others
   */
  public record Recipe(
      KeyNegotiation.Side side,
      DataFormat format,
      boolean exporter,
      ControlWrap firstWrap,
      ControlWrap laterWrap) {}

  /**
   * All in milliseconds.
   *
   * @param handWindow a renegotiation must be complete by then
   * @param tranWindow an old key is received with for so long
   * @param interval between our own renegotiations; {@link Long#MAX_VALUE} never
   * @param longestSwitch a new key that the peer does not use yet is sent with after this long at
   *     the latest
   */
  public record Times(long handWindow, long tranWindow, long interval, long longestSwitch) {}

  /** Begins a negotiation of the same session. */
  public interface Starter {
    /** For {@code keyId}, with the peer's known session id. */
    KeyNegotiation begin(int keyId, Optional<SessionId> peer, ControlWrap wrap, long now);
  }

  /** What the rotation wants done, in order. */
  public interface Sink extends KeyNegotiation.Sink {
    /** Receive with these keys from now on; they are the receiver's to wipe. */
    void install(DataKeys keys);

    /** Send with this key from now on. */
    void activate(int keyId);

    /** Forget this key. */
    void retire(int keyId);

    /** For the log. */
    void log(LogLine.Level level, String text);

    /** The same where somebody may draw what it tells of; to others the words are enough. */
    default void log(LogCode code, String text) {
      log(LogLine.Level.INFO, text);
    }
  }

  /** Why the connection cannot go on. */
  public sealed interface Failure {
    /** The TLS session failed, and a renegotiation did not help or was not to be tried. */
    record Tls(KeyNegotiation negotiation) implements Failure {}

    /** A renegotiation was not complete in time. */
    record Late(long seconds) implements Failure {}

    /** The peer showed another certificate than before. */
    record CertificateChanged() implements Failure {}
  }

  private static final int MAX_KEY_ID = 7;

  /** For who sees which key the peer uses. */
  public static final long LONGEST_SWITCH = 60_000;

  /** After a renewal failed, nobody's next one begins sooner. */
  private static final long PAUSE = 5_000;

  /** A broken TLS session is replaced no more often than this. */
  private static final long REPAIR_EVERY = 60_000;

  private final Recipe recipe;
  private final Times times;
  private final Starter starter;
  private final DataKeyTurns dataKeys;
  private KeyNegotiation current;
  private Optional<KeyNegotiation> next = Optional.empty();
  private boolean weBegan;
  private long renegotiateAt;
  private long pauseUntil;
  private long repairAt;

  /** Since when we try to renew, over all our attempts; {@link Long#MAX_VALUE} when we do not. */
  private long renewingSince = Long.MAX_VALUE;

  /** Installs and activates the keys of the established first negotiation. */
  public KeyRotation(
      KeyNegotiation first, Recipe recipe, Times times, Starter starter, long now, Sink sink) {
    this.current = first;
    this.recipe = recipe;
    this.times = times;
    this.starter = starter;
    sink.install(keys(first));
    this.dataKeys = new DataKeyTurns(first.keyId(), sink);
    this.renegotiateAt = later(now, times.interval());
    this.pauseUntil = now;
    this.repairAt = now;
  }

  private static long later(long now, long span) {
    return span == Long.MAX_VALUE ? Long.MAX_VALUE : now + span;
  }

  private DataKeys keys(KeyNegotiation negotiation) {
    try (KeyMaterial material = negotiation.deriveKeys(recipe.exporter())) {
      return material.dataKeys(
          negotiation.keyId(), recipe.format(), recipe.side() == KeyNegotiation.Side.CLIENT);
    }
  }

  /** The negotiation whose TLS session carries texts. */
  public KeyNegotiation current() {
    return current;
  }

  /** Takes a control datagram; returns whether it was a valid one of this connection. */
  public boolean receive(long now, byte[] bytes, int offset, int length, Sink sink) {
    if (length == 0) {
      return false;
    }
    int keyId = Opcode.keyId(bytes[offset]);
    ControlWrap wrap = keyId == 0 ? recipe.firstWrap() : recipe.laterWrap();
    Optional<ControlPacket> unwrapped = wrap.unwrap(bytes, offset, length);
    if (unwrapped.isEmpty()) {
      return false;
    }
    ControlPacket packet = unwrapped.get();
    if (keyId == current.keyId()) {
      return current.receive(packet, now);
    }
    if (next.isEmpty() && now >= pauseUntil && isFreshReset(packet)) {
      sink.log(LogLine.Level.DEBUG, "the peer renews the keys (key id " + keyId + ")");
      begin(now, sink);
      weBegan = false;
    }
    return next.filter(n -> n.keyId() == keyId).map(n -> n.receive(packet, now)).orElse(false);
  }

  private boolean isFreshReset(ControlPacket packet) {
    return packet.opcode() == Opcode.CONTROL_SOFT_RESET_V1
        && packet.keyId() == following()
        && packet.messageId() == 0
        && current.remote().filter(packet.session()::equals).isPresent();
  }

  private int following() {
    return current.keyId() == MAX_KEY_ID ? 1 : current.keyId() + 1;
  }

  /** Begins a renegotiation unless one is running or the last is still being acknowledged. */
  public void renegotiate(long now, Sink sink) {
    if (next.isEmpty() && current.quiet()) {
      sink.log(LogLine.Level.DEBUG, "renewing the keys (key id " + following() + ")");
      beginOurs(now, sink);
    }
  }

  private void beginOurs(long now, Sink sink) {
    begin(now, sink);
    weBegan = true;
    renewingSince = Math.min(renewingSince, now);
  }

  private void begin(long now, Sink sink) {
    dataKeys.settle(sink);
    next = Optional.of(starter.begin(following(), current.remote(), recipe.laterWrap(), now));
  }

  /**
   * Does what is due.
   *
   * @param newestKeyIdReceived key id of the last valid data packet, −1 for none
   * @param wornOut whether the data key that sends nears its limit of use
   */
  public Optional<Failure> advance(long now, int newestKeyIdReceived, boolean wornOut, Sink sink) {
    boolean newKeyWanted = dataKeys.advance(now, newestKeyIdReceived, wornOut, sink);
    if (next.isEmpty() && current.failure().isPresent()) {
      if (current.failure().get() instanceof TlsFailure.PeerAlert) {
        // Encrypted, as everything is after the handshake: the peer itself gave up.
        return Optional.of(new Failure.Tls(current));
      }
      repair(now, sink);
    } else if (next.isEmpty() && now >= pauseUntil && (now >= renegotiateAt || newKeyWanted)) {
      renegotiate(now, sink);
    }
    Optional<Failure> failure =
        next.isPresent() ? advanceNext(next.get(), now, sink) : Optional.empty();
    transmit(now, sink);
    return failure;
  }

  /** The data channel works on, but nobody can say anything until there is a new TLS session. */
  private void repair(long now, Sink sink) {
    if (now >= repairAt && now >= pauseUntil) {
      sink.log(LogLine.Level.WARNING, "the control channel broke; renewing the keys");
      repairAt = now + REPAIR_EVERY;
      beginOurs(now, sink);
    }
  }

  /** Sends the control packets that are due. */
  public void transmit(long now, Sink sink) {
    current.transmit(now, sink);
    next.ifPresent(n -> n.transmit(now, sink));
  }

  private Optional<Failure> advanceNext(KeyNegotiation negotiation, long now, Sink sink) {
    if (recipe.exporter()) {
      negotiation.demandExport();
    }
    if (negotiation.established()) {
      return complete(negotiation, now, sink);
    }
    long age = now - negotiation.startedAt();
    if (negotiation.failure().isEmpty() && age < times.handWindow()) {
      return Optional.empty();
    }
    negotiation.transmit(now, sink); // a TLS alert, so that the peer gives it up as well
    negotiation.close();
    next = Optional.empty();
    pauseUntil = now + PAUSE;
    if (weBegan) {
      if (current.failure().isPresent() || now - renewingSince >= times.handWindow()) {
        return Optional.of(
            negotiation.failure().isPresent()
                ? new Failure.Tls(negotiation)
                : new Failure.Late(age / 1000));
      }
      renegotiateAt = Math.min(renegotiateAt, pauseUntil);
    }
    sink.log(
        LogLine.Level.WARNING,
        "a renewal of the keys came to nothing; the old key goes on"
            + negotiation.failure().map(why -> " (" + why + ")").orElse(""));
    return Optional.empty();
  }

  private Optional<Failure> complete(KeyNegotiation negotiation, long now, Sink sink) {
    byte[] before = current.tlsResult().orElseThrow().peerCertificateHash();
    byte[] after = negotiation.tlsResult().orElseThrow().peerCertificateHash();
    if (!Arrays.equals(before, after)) {
      return Optional.of(new Failure.CertificateChanged());
    }
    sink.install(keys(negotiation));
    dataKeys.replace(
        negotiation.keyId(),
        now + Math.min(times.longestSwitch(), times.interval() / 2),
        negotiation.startedAt() + times.tranWindow());
    renegotiateAt = later(now, times.interval());
    renewingSince = Long.MAX_VALUE;
    current.close();
    current = negotiation;
    next = Optional.empty();
    // An older window knows the line by its first words.
    sink.log(LogCode.NEW_KEYS, "new keys agreed (key id " + negotiation.keyId() + ")");
    return Optional.empty();
  }

  /** When to {@link #advance} at the latest. */
  public long deadline() {
    long deadline = Math.min(dataKeys.deadline(), current.nextDeadline());
    if (next.isPresent()) {
      long late = next.get().startedAt() + times.handWindow();
      return Math.min(deadline, Math.min(late, next.get().nextDeadline()));
    }
    if (current.failure().isPresent()) {
      return Math.min(deadline, Math.max(repairAt, pauseUntil));
    }
    // Until the last renegotiation is acknowledged the next waits for that, not for the clock.
    return current.quiet() ? Math.min(deadline, Math.max(renegotiateAt, pauseUntil)) : deadline;
  }

  /** Wipes what the negotiations hold. */
  public void close() {
    current.close();
    next.ifPresent(KeyNegotiation::close);
  }
}
