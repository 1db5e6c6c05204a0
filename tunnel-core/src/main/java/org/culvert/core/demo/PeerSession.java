package org.culvert.core.demo;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.culvert.core.api.LogLine;
import org.culvert.core.control.KeyMessage;
import org.culvert.core.control.KeyNegotiation;
import org.culvert.core.control.KeyRotation;
import org.culvert.core.keys.DataCipher;
import org.culvert.core.keys.KeySource;
import org.culvert.core.wire.ControlPacket;
import org.culvert.core.wire.SessionId;
import org.culvert.core.wrap.ControlWrap;
import org.culvert.core.wrap.ControlWraps;
import org.culvert.core.wrap.Role;

/** One client of the demo peer, from its reset to its goodbye. */
final class PeerSession {
  private static final long HAND_WINDOW = 60_000;
  private static final long TRAN_WINDOW = 3_600_000;
  private static final long FIRST_TIMEOUT = 1_000;
  private static final int PROTO_TLS_KEY_EXPORT = 1 << 3;
  private static final int PROTO_DYNAMIC_TLS_CRYPT = 1 << 9;

  private final DemoPeer.Settings settings;
  private final ControlWrap wrap;
  private final KeyNegotiation.Setup setup;
  private final KeyNegotiation first;
  private Optional<KeyRotation> keys = Optional.empty();
  private Optional<String> over = Optional.empty();
  private final StringBuilder texts = new StringBuilder();

  PeerSession(DemoPeer.Settings settings, SecureRandom random, long now) {
    this.settings = settings;
    long epochSeconds = (now + settings.epochOffset()) / 1000;
    this.wrap = ControlWraps.of(settings.wrapping(), Role.SERVER, epochSeconds);
    this.setup =
        new KeyNegotiation.Setup(
            KeyNegotiation.Side.SERVER,
            SessionId.random(random),
            settings.tls(),
            fromClient -> new KeyMessage(KeySource.server(random), options(), Optional.empty(), ""),
            FIRST_TIMEOUT);
    this.first = begin(0, Optional.empty(), wrap, now);
  }

  private String options() {
    return "V4,dev-type tun,link-mtu 1549,tun-mtu 1500,proto UDPv4,cipher "
        + settings.ciphers().getFirst().openVpnName()
        + ",auth [null-digest],keysize 256,key-method 2,tls-server";
  }

  private KeyNegotiation begin(int keyId, Optional<SessionId> peer, ControlWrap with, long now) {
    return new KeyNegotiation(setup, keyId, peer, with, now, now + settings.epochOffset());
  }

  Optional<ControlPacket> unwrap(byte[] bytes, int offset, int length) {
    return wrap.unwrap(bytes, offset, length);
  }

  boolean isOf(SessionId client) {
    return first.remote().filter(client::equals).isPresent();
  }

  /** The client's first packet, already unwrapped. */
  void receive(long now, ControlPacket packet) {
    first.receive(packet, now);
  }

  /** Returns whether it was an authentic packet of this session. */
  boolean receive(long now, byte[] bytes, int offset, int length, DemoPeer.Outputs out) {
    return keys.isPresent()
        ? keys.get().receive(now, bytes, offset, length, out)
        : unwrap(bytes, offset, length)
            .filter(packet -> packet.keyId() == 0)
            .map(packet -> first.receive(packet, now))
            .orElse(false);
  }

  void advance(long now, int newestKeyIdReceived, boolean wornOut, DemoPeer.Outputs out) {
    if (keys.isPresent()) {
      KeyRotation rotation = keys.get();
      rotation
          .advance(now, newestKeyIdReceived, wornOut, out)
          .ifPresent(failure -> over = Optional.of(failure.getClass().getSimpleName()));
      readTexts(rotation.current().takeText());
    } else {
      first.transmit(now, out);
      if (first.failure().isPresent()) {
        over = Optional.of(first.failure().get().toString());
      } else if (now - first.startedAt() >= HAND_WINDOW) {
        over = Optional.of("the handshake was not complete in time");
      }
    }
  }

  private void readTexts(byte[] bytes) {
    texts.append(new String(bytes, StandardCharsets.UTF_8));
    for (int end = texts.indexOf("\0"); end >= 0; end = texts.indexOf("\0")) {
      String text = texts.substring(0, end);
      texts.delete(0, end + 1);
      if (text.equals("EXIT")) {
        over = Optional.of("the client left");
      }
    }
  }

  /** Once both key messages crossed: makes the keys, pushes, and returns true, once. */
  boolean letIn(long now, DemoPeer.Outputs out) {
    if (keys.isPresent() || !first.established()) {
      return false;
    }
    String peerInfo = first.peerMessage().map(KeyMessage::peerInfo).orElse("");
    Optional<DataCipher> cipher = cipher(peerInfo);
    if (cipher.isEmpty()) {
      first.sendText(
          "AUTH_FAILED,Data channel cipher negotiation failed (no shared cipher)"
              .getBytes(StandardCharsets.UTF_8));
      first.transmit(now, out);
      over = Optional.of("no shared cipher");
      return false;
    }
    int proto = Integer.parseInt(value(peerInfo, "IV_PROTO").orElse("0"));
    boolean exporter = (proto & PROTO_TLS_KEY_EXPORT) != 0;
    boolean dynamic = settings.dynamicTlsCrypt() && (proto & PROTO_DYNAMIC_TLS_CRYPT) != 0;
    out.openDataChannel(settings.peerId());
    KeyRotation rotation =
        new KeyRotation(
            first,
            new KeyRotation.Recipe(
                KeyNegotiation.Side.SERVER,
                cipher.get(),
                exporter,
                wrap,
                dynamic ? dynamicWrap(now) : wrap),
            new KeyRotation.Times(HAND_WINDOW, TRAN_WINDOW, settings.renegotiateMillis()),
            this::begin,
            now,
            out);
    keys = Optional.of(rotation);
    first.sendText(push(cipher.get(), exporter, dynamic).getBytes(StandardCharsets.UTF_8));
    rotation.transmit(now, out);
    out.log(LogLine.Level.INFO, "client let in with " + cipher.get().openVpnName());
    return true;
  }

  private ControlWrap dynamicWrap(long now) {
    byte[] exported = first.tlsResult().orElseThrow().dynamicTlsCrypt().copyBytes();
    ControlWrap dynamic =
        ControlWraps.dynamic(
            ControlWraps.dynamicKey(exported, settings.wrapping()),
            Role.SERVER,
            (now + settings.epochOffset()) / 1000);
    Arrays.fill(exported, (byte) 0);
    return dynamic;
  }

  private String push(DataCipher cipher, boolean exporter, boolean dynamic) {
    List<String> options = new ArrayList<>(settings.push());
    options.add("peer-id " + settings.peerId());
    options.add("cipher " + cipher.openVpnName());
    options.add(
        "protocol-flags cc-exit"
            + (exporter ? " tls-ekm" : "")
            + (dynamic ? " dyn-tls-crypt" : ""));
    return "PUSH_REPLY," + String.join(",", options);
  }

  private Optional<DataCipher> cipher(String peerInfo) {
    List<String> offered =
        List.of(value(peerInfo, "IV_CIPHERS").orElse("").toUpperCase(Locale.ROOT).split(":", -1));
    return settings.ciphers().stream()
        .filter(cipher -> offered.contains(cipher.openVpnName()))
        .findFirst();
  }

  private static Optional<String> value(String peerInfo, String name) {
    return peerInfo
        .lines()
        .filter(line -> line.startsWith(name + "="))
        .map(line -> line.substring(name.length() + 1))
        .findFirst();
  }

  void renegotiate(long now, DemoPeer.Outputs out) {
    keys.ifPresent(
        rotation -> {
          rotation.renegotiate(now, out);
          rotation.transmit(now, out);
        });
  }

  void sayGoodbye(long now, DemoPeer.Outputs out) {
    keys.ifPresent(
        rotation -> {
          rotation.current().sendText("RESTART".getBytes(StandardCharsets.UTF_8));
          rotation.transmit(now, out);
        });
  }

  boolean isOver() {
    return over.isPresent();
  }

  String reason() {
    return over.orElse("");
  }

  long deadline() {
    return keys.map(KeyRotation::deadline)
        .orElse(Math.min(first.nextDeadline(), first.startedAt() + HAND_WINDOW));
  }

  void close() {
    keys.ifPresentOrElse(KeyRotation::close, first::close);
  }
}
