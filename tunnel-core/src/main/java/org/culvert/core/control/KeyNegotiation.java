package org.culvert.core.control;

import java.util.Arrays;
import java.util.Optional;
import org.culvert.core.keys.KeyMaterial;
import org.culvert.core.keys.KeySource;
import org.culvert.core.reliable.Delivery;
import org.culvert.core.reliable.ReliableChannel;
import org.culvert.core.tls.ExportedKeys;
import org.culvert.core.tls.TlsChannel;
import org.culvert.core.tls.TlsChannelFactory;
import org.culvert.core.tls.TlsFailure;
import org.culvert.core.tls.TlsResult;
import org.culvert.core.wire.ControlPacket;
import org.culvert.core.wire.EarlyNegotiation;
import org.culvert.core.wire.Opcode;
import org.culvert.core.wire.SessionId;
import org.culvert.core.wrap.ControlWrap;

/**
 * One key id from its reset to established keys, and the text messages that flow over its TLS
 * session afterwards (wire reference 2.6). Used by one thread; {@code now} is a monotonic clock in
 * milliseconds.
 */
public final class KeyNegotiation implements AutoCloseable {
  /** Which side of the connection we are; the client is the TLS client whoever starts. */
  public enum Side {
    CLIENT,
    SERVER
  }

  /** Takes wrapped datagrams that must be sent now. */
  public interface Sink {
    /** The array is the receiver's. */
    void send(byte[] datagram);
  }

  /** Makes our key message, with fresh random values. */
  public interface KeyMessageMaker {
    /** {@code tls} is what the handshake came to: without exported keys none may be promised. */
    KeyMessage make(TlsResult tls);
  }

  /**
   * What stays the same through all negotiations of a session.
   *
   * @param firstTimeout milliseconds to the first retransmission
   * @param maxDatagram bytes of a wrapped packet of ours at most
   */
  public record Setup(
      Side side,
      SessionId own,
      TlsChannelFactory tls,
      KeyMessageMaker messages,
      long firstTimeout,
      int maxDatagram) {
    /** With datagrams that pass everywhere. */
    public Setup(
        Side side,
        SessionId own,
        TlsChannelFactory tls,
        KeyMessageMaker messages,
        long firstTimeout) {
      this(side, own, tls, messages, firstTimeout, DEFAULT_DATAGRAM);
    }
  }

  /** OpenVPN's IP packets of 1250 bytes at most, over UDP and IPv6. */
  private static final int DEFAULT_DATAGRAM = 1250 - 40 - 8;

  private static final int MAX_KEY_MESSAGE = 16 * 1024;

  /** Far more than a handshake needs: a peer may make us answer, but never ack. */
  static final int MAX_QUEUED = 288 * 1024;

  private final Setup setup;
  private final int keyId;
  private final ControlWrap wrap;
  private final long startedAt;
  private final long epochMillis;
  private final ReliableChannel reliable;
  private final RecordCutter cutter;
  private final Plaintext plaintext = new Plaintext();

  private Optional<SessionId> remote;
  private Optional<TlsChannel> tls = Optional.empty();
  private Optional<KeyMessage> sent = Optional.empty();
  private Optional<KeyMessage> received = Optional.empty();
  private Optional<TlsFailure> failure = Optional.empty();

  /**
   * Begins: the reset is queued and leaves with the first {@link #transmit}.
   *
   * @param keyId 0 for the first negotiation of a session, then 1..7
   * @param remote the peer's session id where it is known already
   * @param epochMillis wall clock at {@code now}, for certificates
   */
  public KeyNegotiation(
      Setup setup,
      int keyId,
      Optional<SessionId> remote,
      ControlWrap wrap,
      long now,
      long epochMillis) {
    this.setup = setup;
    this.keyId = keyId;
    this.remote = remote;
    this.wrap = wrap;
    this.startedAt = now;
    this.epochMillis = epochMillis;
    ControlRoom room = ControlRoom.of(setup.maxDatagram(), wrap.overhead());
    this.cutter = new RecordCutter(wrap, room.payload());
    this.reliable = new ReliableChannel(setup.firstTimeout(), room.acksBeside(), room.acksAlone());
    reliable.send(
        reset(setup.side()),
        keyId == 0 && setup.side() == Side.SERVER ? wrap.serverGreeting() : new byte[0]);
  }

  private Opcode reset(Side sender) {
    if (keyId != 0) {
      return Opcode.CONTROL_SOFT_RESET_V1;
    }
    return sender == Side.CLIENT ? wrap.clientReset() : Opcode.CONTROL_HARD_RESET_SERVER_V2;
  }

  private Opcode peerReset() {
    return reset(setup.side() == Side.CLIENT ? Side.SERVER : Side.CLIENT);
  }

  /** Its key id. */
  public int keyId() {
    return keyId;
  }

  /** When it began. */
  public long startedAt() {
    return startedAt;
  }

  /** The peer's session id, once its reset was seen. */
  public Optional<SessionId> remote() {
    return remote;
  }

  /** Whether the peer's reset was seen and TLS runs. */
  public boolean handshakeBegan() {
    return tls.isPresent();
  }

  /** Why it failed, if it did. */
  public Optional<TlsFailure> failure() {
    return failure;
  }

  /** What TLS agreed, once it did. */
  public Optional<TlsResult> tlsResult() {
    return tls.flatMap(TlsChannel::result);
  }

  /** The peer's key message, once it came. */
  public Optional<KeyMessage> peerMessage() {
    return received;
  }

  /** Whether both key messages crossed: keys can be derived, texts may flow. */
  public boolean established() {
    return sent.isPresent() && received.isPresent() && failure.isEmpty();
  }

  /** Fails a TLS session that cannot export keys, where keys are made by exporting. */
  void demandExport() {
    if (failure.isEmpty() && tlsResult().filter(tls -> tls.exported().isEmpty()).isPresent()) {
      fail("a renewal without the extended master secret, which was used before");
    }
  }

  private void fail(String detail) {
    failure = Optional.of(new TlsFailure.Protocol(detail));
  }

  /** Whether the peer has acknowledged everything that we sent. */
  public boolean quiet() {
    return reliable.allAcknowledged();
  }

  /**
   * A control packet for this key id, already unwrapped. Returns whether it was valid: of this
   * session and within the window.
   */
  public boolean receive(ControlPacket packet, long now) {
    if (packet.remoteSession().isPresent() && !packet.remoteSession().get().equals(setup.own())) {
      return false;
    }
    if (remote.isEmpty()) {
      if (packet.opcode() != peerReset() || packet.messageId() != 0) {
        return false;
      }
      remote = Optional.of(packet.session());
    } else if (!remote.get().equals(packet.session())) {
      return false;
    }
    if (!reliable.receive(packet, now)) {
      return false;
    }
    for (var delivery = reliable.poll(); delivery.isPresent(); delivery = reliable.poll()) {
      accept(delivery.get());
    }
    pump();
    return true;
  }

  private void accept(Delivery delivery) {
    if (delivery.opcode() == peerReset()) {
      if (tls.isEmpty() && greeted(delivery.payload())) {
        tls = Optional.of(setup.tls().open(epochMillis));
      }
    } else if (carriesTls(delivery.opcode()) && failure.isEmpty()) {
      tls.ifPresent(
          channel -> channel.offerCiphertext(delivery.payload(), 0, delivery.payload().length));
    }
  }

  private boolean carriesTls(Opcode opcode) {
    return opcode == Opcode.CONTROL_V1
        || (opcode == Opcode.CONTROL_WKC_V1 && setup.side() == Side.SERVER && keyId == 0);
  }

  /** What the server's reset says beside being one; false when that fails the negotiation. */
  private boolean greeted(byte[] payload) {
    if (setup.side() == Side.SERVER || keyId != 0) {
      return true;
    }
    Optional<EarlyNegotiation> early = EarlyNegotiation.decode(payload);
    if (early.isEmpty()) {
      fail("the server's first packet is malformed");
      return false;
    }
    if (early.get().resendKey()) {
      cutter.introduceFirst();
    }
    return true;
  }

  private void pump() {
    if (tls.isEmpty() || failure.isPresent()) {
      return;
    }
    TlsChannel channel = tls.get();
    boolean wasEstablished = established();
    boolean complete = channel.result().isPresent() && channel.failure().isEmpty();
    if (complete && sent.isEmpty() && setup.side() == Side.CLIENT) {
      writeKeyMessage(channel);
    }
    takePlaintext(channel);
    if (complete && sent.isEmpty() && received.isPresent()) {
      writeKeyMessage(channel);
    }
    failure = failure.or(channel::failure);
    // An alert tells the peer why a handshake failed. Later it would only make the peer give up a
    // session that somebody may have broken by forged packets.
    if (failure.isEmpty() || !wasEstablished) {
      flush(channel);
    }
  }

  private void writeKeyMessage(TlsChannel channel) {
    KeyMessage message = setup.messages().make(channel.result().orElseThrow());
    try {
      byte[] bytes = message.encode();
      channel.writePlaintext(bytes);
      Arrays.fill(bytes, (byte) 0);
      sent = Optional.of(message);
    } catch (KeyMessageException e) {
      fail("our key message cannot be sent: " + e.getMessage());
    }
  }

  private void takePlaintext(TlsChannel channel) {
    byte[] fresh = channel.takePlaintext();
    if (fresh.length == 0) {
      return;
    }
    plaintext.append(fresh);
    if (received.isPresent()) {
      return;
    }
    try {
      Optional<KeyMessage.Decoded> decoded =
          KeyMessage.decode(plaintext.peek(), setup.side() == Side.SERVER);
      if (decoded.isPresent()) {
        received = Optional.of(decoded.get().message());
        plaintext.skip(decoded.get().length());
      } else if (plaintext.peek().length > MAX_KEY_MESSAGE) {
        fail("the key message does not end");
      }
    } catch (KeyMessageException e) {
      fail("bad key message: " + e.getMessage());
    }
  }

  private void flush(TlsChannel channel) {
    cutter.cut(channel.takeCiphertext(), reliable);
    if (failure.isEmpty() && (long) reliable.queued() * cutter.room() > MAX_QUEUED) {
      failure = Optional.of(new TlsFailure.Protocol("the peer acknowledges nothing"));
    }
  }

  /** Decrypted bytes after the key message: NUL-terminated texts. The caller wipes them. */
  public byte[] takeText() {
    return received.isPresent() ? plaintext.take() : new byte[0];
  }

  /** Queues a text message, given without its NUL. Only once established. */
  public void sendText(byte[] text) {
    TlsChannel channel = tls.orElseThrow(() -> new IllegalStateException("no TLS session yet"));
    if (failure.isPresent()) {
      return;
    }
    channel.writePlaintext(Arrays.copyOf(text, text.length + 1));
    flush(channel);
  }

  /** Sends what is due: new packets, retransmissions, acknowledgements. */
  public void transmit(long now, Sink sink) {
    reliable.transmit(
        now,
        (opcode, acks, messageId, payload) ->
            sink.send(
                wrap.wrap(
                    new ControlPacket(
                        opcode,
                        keyId,
                        setup.own(),
                        acks,
                        acks.isEmpty() ? Optional.empty() : remote,
                        messageId,
                        payload))));
  }

  /** When {@link #transmit} has something to do again; {@link Long#MAX_VALUE} for never. */
  public long nextDeadline() {
    return reliable.nextDeadline();
  }

  /**
   * The key material, by the TLS exporter or the classic PRF. Only once, when established: the
   * inputs are wiped.
   */
  public KeyMaterial deriveKeys(boolean exporter) {
    if (!established()) {
      throw new IllegalStateException("key " + keyId + " is not established");
    }
    TlsResult result = tlsResult().orElseThrow();
    KeySource ours = sent.orElseThrow().source();
    KeySource theirs = received.orElseThrow().source();
    SessionId peer = remote.orElseThrow();
    KeyMaterial material;
    if (exporter) {
      material = KeyMaterial.fromExporter(result.exported().orElseThrow().dataKeys().copy());
    } else if (setup.side() == Side.CLIENT) {
      material = KeyMaterial.fromPrf(ours, theirs, setup.own(), peer);
    } else {
      material = KeyMaterial.fromPrf(theirs, ours, peer, setup.own());
    }
    ours.close();
    theirs.close();
    result.exported().ifPresent(exported -> exported.dataKeys().wipe());
    return material;
  }

  @Override
  public void close() {
    tlsResult().flatMap(TlsResult::exported).ifPresent(ExportedKeys::wipe);
    tls.ifPresent(TlsChannel::close);
    sent.ifPresent(message -> message.source().close());
    received.ifPresent(message -> message.source().close());
    plaintext.wipe();
  }
}
