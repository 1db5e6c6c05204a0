package org.culvert.core.demo;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.culvert.core.api.Credentials;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.Secret;
import org.culvert.core.control.KeyMessage;
import org.culvert.core.control.KeyNegotiation;
import org.culvert.core.control.KeyRotation;
import org.culvert.core.data.DataSettings;
import org.culvert.core.data.RenewalLimits;
import org.culvert.core.keys.DataCipher;
import org.culvert.core.keys.DataFormat;
import org.culvert.core.keys.KeySource;
import org.culvert.core.profile.ControlWrapping;
import org.culvert.core.push.ControlMessage;
import org.culvert.core.push.ControlMessageReader;
import org.culvert.core.tls.TlsResult;
import org.culvert.core.wire.ControlPacket;
import org.culvert.core.wire.SessionId;
import org.culvert.core.wrap.ControlWrap;
import org.culvert.core.wrap.ControlWraps;
import org.culvert.core.wrap.Role;
import org.culvert.core.wrap.TlsCryptV2ServerWrap;

/** One client of the demo peer, from its reset to its goodbye. */
final class PeerSession {
  private static final long HAND_WINDOW = 60_000;
  private static final long TRAN_WINDOW = 3_600_000;
  private static final long FIRST_TIMEOUT = 1_000;

  /** How long a refusal is sent again until the client has it. */
  private static final long LAST_WORDS = 5_000;

  private static final int PROTO_TLS_KEY_EXPORT = 1 << 3;
  private static final int PROTO_DYNAMIC_TLS_CRYPT = 1 << 9;
  private static final int PROTO_DATA_EPOCH = 1 << 10;

  private final DemoPeer.Settings settings;
  private final ControlWrap wrap;
  private final KeyNegotiation.Setup setup;
  private final KeyNegotiation first;
  private Optional<KeyRotation> keys = Optional.empty();
  private Optional<String> refused = Optional.empty();
  private long refusedUntil = Long.MAX_VALUE;
  private Optional<String> over = Optional.empty();
  private final ControlMessageReader texts = new ControlMessageReader();

  PeerSession(DemoPeer.Settings settings, SecureRandom random, long now) {
    this.settings = settings;
    long epochSeconds = (now + settings.epochOffset()) / 1000;
    this.wrap =
        settings.serverKey().isPresent()
            ? new TlsCryptV2ServerWrap(settings.serverKey().get(), epochSeconds)
            : ControlWraps.of(settings.wrapping(), Role.SERVER, epochSeconds);
    this.setup =
        new KeyNegotiation.Setup(
            KeyNegotiation.Side.SERVER,
            SessionId.random(random),
            settings.tls(),
            tls -> new KeyMessage(KeySource.server(random), options(), Optional.empty(), ""),
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
      } else if (refused.isPresent() && (first.quiet() || now >= refusedUntil)) {
        over = refused;
      } else if (now - first.startedAt() >= HAND_WINDOW) {
        over = Optional.of("the handshake was not complete in time");
      }
    }
  }

  private void readTexts(byte[] bytes) {
    for (ControlMessage message : texts.feed(bytes)) {
      if (message instanceof ControlMessage.Exit) {
        over = Optional.of("the client left");
      }
    }
  }

  /** Once both key messages crossed: makes the keys, pushes, and returns true, once. */
  boolean letIn(long now, DemoPeer.Outputs out) {
    if (keys.isPresent() || refused.isPresent() || !first.established()) {
      return false;
    }
    if (!mayComeIn()) {
      refuse("AUTH_FAILED", "wrong user name or password", now, out);
      return false;
    }
    String peerInfo = first.peerMessage().map(KeyMessage::peerInfo).orElse("");
    Optional<DataCipher> cipher = cipher(peerInfo);
    if (cipher.isEmpty()) {
      refuse(
          "AUTH_FAILED,Data channel cipher negotiation failed (no shared cipher)",
          "no shared cipher",
          now,
          out);
      return false;
    }
    int proto = proto(peerInfo);
    boolean exporter = (proto & PROTO_TLS_KEY_EXPORT) != 0;
    boolean dynamic = settings.dynamicTlsCrypt() && (proto & PROTO_DYNAMIC_TLS_CRYPT) != 0;
    boolean epochs =
        settings.epochs().isPresent()
            && settings.peerId() >= 0
            && cipher.get().isAead()
            && (proto & PROTO_DATA_EPOCH) != 0;
    DataFormat format = format(cipher.get(), epochs);
    out.openDataChannel(
        new DataSettings(
            settings.peerId(),
            format,
            settings.framing(),
            true,
            new RenewalLimits(0, 0, settings.epochs().orElse(0))));
    KeyRotation rotation =
        new KeyRotation(
            first,
            new KeyRotation.Recipe(
                KeyNegotiation.Side.SERVER,
                format,
                exporter,
                wrap,
                dynamic ? dynamicWrap(now) : wrap),
            new KeyRotation.Times(
                HAND_WINDOW, TRAN_WINDOW, settings.renegotiateMillis(), KeyRotation.LONGEST_SWITCH),
            this::begin,
            now,
            out);
    keys = Optional.of(rotation);
    first.sendText(push(format, exporter, dynamic).getBytes(StandardCharsets.UTF_8));
    rotation.transmit(now, out);
    out.log(LogLine.Level.INFO, "client let in with " + cipher.get().openVpnName());
    return true;
  }

  private boolean mayComeIn() {
    if (settings.login().isEmpty()) {
      return true;
    }
    Optional<Credentials> given = first.peerMessage().flatMap(KeyMessage::credentials);
    return given.isPresent()
        && given.get().username().equals(settings.login().get().username())
        && same(given.get().password(), settings.login().get().password());
  }

  private static boolean same(Secret one, Secret other) {
    byte[] first = one.copyBytes();
    byte[] second = other.copyBytes();
    try {
      return MessageDigest.isEqual(first, second);
    } finally {
      Arrays.fill(first, (byte) 0);
      Arrays.fill(second, (byte) 0);
    }
  }

  private void refuse(String text, String reason, long now, DemoPeer.Outputs out) {
    first.sendText(text.getBytes(StandardCharsets.UTF_8));
    first.transmit(now, out);
    refused = Optional.of(reason);
    refusedUntil = now + LAST_WORDS;
  }

  /** A client's promise that is no number promises nothing. */
  private static int proto(String peerInfo) {
    try {
      return Integer.parseInt(value(peerInfo, "IV_PROTO").orElse("0"));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private ControlWrap dynamicWrap(long now) {
    byte[] exported =
        first.tlsResult().flatMap(TlsResult::exported).orElseThrow().dynamicTlsCrypt().copyBytes();
    ControlWrap dynamic =
        ControlWraps.dynamic(
            ControlWraps.dynamicKey(exported, base()),
            Role.SERVER,
            (now + settings.epochOffset()) / 1000);
    Arrays.fill(exported, (byte) 0);
    return dynamic;
  }

  /** The wrapping that both sides know by now. */
  private ControlWrapping base() {
    return wrap instanceof TlsCryptV2ServerWrap v2
        ? new ControlWrapping.TlsCrypt(v2.clientKey().orElseThrow())
        : settings.wrapping();
  }

  private DataFormat format(DataCipher cipher, boolean epochs) {
    if (epochs) {
      return DataFormat.epochs(cipher);
    }
    return cipher.isAead() ? DataFormat.of(cipher) : DataFormat.of(cipher, settings.digest());
  }

  private String push(DataFormat format, boolean exporter, boolean dynamic) {
    List<String> options = new ArrayList<>(settings.push());
    if (settings.peerId() >= 0) {
      options.add("peer-id " + settings.peerId());
    }
    options.add("cipher " + format.cipher().openVpnName());
    options.add(
        "protocol-flags cc-exit"
            + (exporter ? " tls-ekm" : "")
            + (dynamic ? " dyn-tls-crypt" : "")
            + (format.epoch() ? " aead-epoch" : ""));
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
        .orElse(
            Math.min(
                Math.min(first.nextDeadline(), refusedUntil), first.startedAt() + HAND_WINDOW));
  }

  void close() {
    keys.ifPresentOrElse(KeyRotation::close, first::close);
  }
}
