package org.culvert.core.demo;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.culvert.core.api.Credentials;
import org.culvert.core.api.Secret;
import org.culvert.core.control.KeyRotation;
import org.culvert.core.data.DataSettings;
import org.culvert.core.keys.DataCipher;
import org.culvert.core.keys.DataDigest;
import org.culvert.core.profile.ControlWrapping;
import org.culvert.core.tls.TlsChannelFactory;
import org.culvert.core.wire.CompressionFraming;
import org.culvert.core.wire.ControlPacket;
import org.culvert.core.wire.Opcode;
import org.culvert.core.wire.SessionId;

/**
 * An OpenVPN server for one client at a time, without I/O. Used by one thread; {@code now} is a
 * monotonic clock in milliseconds. A client that connects anew takes the place of the one before
 * once it has shown its certificate, so that a forged reset cannot throw anybody out.
 */
public final class DemoPeer {
  /**
   * What it is.
   *
   * @param push options of the push reply beyond those that are negotiated, such as {@code
   *     "ifconfig 10.8.0.2 255.255.255.0"}
   * @param ciphers in order of preference
   * @param digest of packets of CBC ciphers
   * @param framing of packets; pushing it is left to {@code push}
   * @param peerId −1 for packets with the short header
   * @param renegotiateMillis between renegotiations that it begins; {@link Long#MAX_VALUE} never
   * @param dynamicTlsCrypt whether renegotiations get a wrap of their own where the client can
   * @param epochs packets and blocks of an epoch for clients that change keys by epochs, 0 for as
   *     many as the cipher bears; empty for the classic layout
   * @param login what a client must give; empty lets in everybody with a certificate
   * @param epochOffset wall clock milliseconds minus the monotonic clock's
   * @param serverKey 128 bytes, for tls-crypt-v2 in place of {@code wrapping}
   */
  public record Settings(
      TlsChannelFactory tls,
      ControlWrapping wrapping,
      List<String> push,
      List<DataCipher> ciphers,
      DataDigest digest,
      CompressionFraming framing,
      int peerId,
      long renegotiateMillis,
      boolean dynamicTlsCrypt,
      OptionalLong epochs,
      Optional<Credentials> login,
      long epochOffset,
      Optional<Secret> serverKey) {
    public Settings {
      push = List.copyOf(push);
      ciphers = List.copyOf(ciphers);
    }

    private Opcode clientReset() {
      return serverKey.isPresent()
          ? Opcode.CONTROL_HARD_RESET_CLIENT_V3
          : Opcode.CONTROL_HARD_RESET_CLIENT_V2;
    }
  }

  /** What it wants done. */
  public interface Outputs extends KeyRotation.Sink {
    /** The packet that is being received is an authentic one: answers go to where it came from. */
    void heard();

    /** A client was let in: a fresh data channel begins; keys follow. */
    void openDataChannel(DataSettings settings);

    /** The client left. */
    void gone(String reason);
  }

  private final Settings settings;
  private final SecureRandom random;
  private Optional<PeerSession> active = Optional.empty();
  private Optional<PeerSession> pending = Optional.empty();

  /** Waits for a client. */
  public DemoPeer(Settings settings, SecureRandom random) {
    this.settings = settings;
    this.random = random;
  }

  /** Takes a control packet; whatever is not one is dropped. */
  public void receive(long now, byte[] bytes, int offset, int length, Outputs out) {
    if (length == 0) {
      return;
    }
    boolean hardReset =
        Opcode.of(bytes[offset]).filter(opcode -> opcode == settings.clientReset()).isPresent();
    if (hardReset) {
      PeerSession fresh = new PeerSession(settings, random, now);
      Optional<ControlPacket> packet = fresh.unwrap(bytes, offset, length);
      if (packet.isPresent() && !isKnown(packet.get().session())) {
        fresh.receive(now, packet.get());
        out.heard();
        pending.ifPresent(PeerSession::close);
        pending = Optional.of(fresh);
      }
    }
    boolean ofPending =
        pending.isPresent() && pending.get().receive(now, bytes, offset, length, out);
    boolean ofActive = active.isPresent() && active.get().receive(now, bytes, offset, length, out);
    if (ofPending || ofActive) {
      out.heard();
    }
    tick(now, -1, false, out);
  }

  private boolean isKnown(SessionId client) {
    return active.filter(session -> session.isOf(client)).isPresent()
        || pending.filter(session -> session.isOf(client)).isPresent();
  }

  /**
   * Does what is due.
   *
   * @param newestKeyIdReceived key id of the last valid data packet, −1 for none
   * @param wornOut whether a data key nears its limit of use
   */
  public void tick(long now, int newestKeyIdReceived, boolean wornOut, Outputs out) {
    if (pending.isPresent()) {
      PeerSession session = pending.get();
      session.advance(now, -1, false, out);
      if (session.isOver()) {
        session.close();
        pending = Optional.empty();
      } else if (session.letIn(now, out)) {
        active.ifPresent(PeerSession::close);
        active = pending;
        pending = Optional.empty();
      }
    }
    if (active.isPresent()) {
      PeerSession session = active.get();
      session.advance(now, newestKeyIdReceived, wornOut, out);
      if (session.isOver()) {
        session.close();
        active = Optional.empty();
        out.gone(session.reason());
      }
    }
  }

  /** Begins a renegotiation with the client. */
  public void renegotiate(long now, Outputs out) {
    active.ifPresent(session -> session.renegotiate(now, out));
  }

  /** When to tick at the latest. */
  public long nextDeadline() {
    return Math.min(
        active.map(PeerSession::deadline).orElse(Long.MAX_VALUE),
        pending.map(PeerSession::deadline).orElse(Long.MAX_VALUE));
  }

  /** Tells the client goodbye and forgets it. */
  public void stop(long now, Outputs out) {
    active.ifPresent(session -> session.sayGoodbye(now, out));
    active.ifPresent(PeerSession::close);
    pending.ifPresent(PeerSession::close);
    active = Optional.empty();
    pending = Optional.empty();
  }
}
