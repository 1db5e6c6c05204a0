package org.culvert.core.session;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.culvert.core.api.Credentials;
import org.culvert.core.api.LogLine;
import org.culvert.core.control.FakeTls;
import org.culvert.core.control.KeyMessage;
import org.culvert.core.control.KeyNegotiation;
import org.culvert.core.control.KeyRotation;
import org.culvert.core.keys.DataCipher;
import org.culvert.core.keys.DataFormat;
import org.culvert.core.keys.DataKeys;
import org.culvert.core.keys.KeySource;
import org.culvert.core.profile.ControlWrapping;
import org.culvert.core.wire.Opcode;
import org.culvert.core.wire.SessionId;
import org.culvert.core.wrap.ControlWrap;
import org.culvert.core.wrap.ControlWraps;
import org.culvert.core.wrap.Role;

/** A server that says what a test tells it to say, and nothing else. */
final class ScriptedServer implements KeyRotation.Sink {
  private final List<byte[]> outgoing;
  private final ControlWrap wrap = ControlWraps.of(new ControlWrapping.None(), Role.SERVER, 0);
  private final KeyNegotiation.Setup setup;
  private final KeyNegotiation first;
  private Optional<KeyRotation> keys = Optional.empty();

  /** User and password of every key message that came, as {@code user/password}. */
  final List<String> logins = new ArrayList<>();

  /** Texts that the client sent. */
  final List<String> heard = new ArrayList<>();

  String options = "V4,tls-server";
  boolean deaf;
  boolean answersOnlyWithAReset;

  /** The options string of the last key message. */
  String clientOptions = "";

  private final List<KeyNegotiation> unread = new ArrayList<>();

  ScriptedServer(long now, List<byte[]> outgoing) {
    this.outgoing = outgoing;
    SecureRandom random = new SecureRandom();
    this.setup =
        new KeyNegotiation.Setup(
            KeyNegotiation.Side.SERVER,
            SessionId.random(random),
            epoch -> new FakeTls(false, new byte[0]),
            tls -> new KeyMessage(KeySource.server(random), options, Optional.empty(), ""),
            2_000);
    this.first = begin(0, Optional.empty(), wrap, now);
  }

  private KeyNegotiation begin(int keyId, Optional<SessionId> peer, ControlWrap with, long now) {
    KeyNegotiation negotiation = new KeyNegotiation(setup, keyId, peer, with, now, 0);
    unread.add(negotiation);
    return negotiation;
  }

  /** Notes who logged in with the key messages that have come since the last look. */
  private void readLogins() {
    unread.removeIf(
        negotiation ->
            negotiation
                .peerMessage()
                .map(
                    m -> {
                      clientOptions = m.options();
                      return logins.add(m.credentials().map(ScriptedServer::text).orElse("nobody"));
                    })
                .orElse(false));
  }

  private static String text(Credentials credentials) {
    return credentials.username()
        + "/"
        + new String(credentials.password().copyBytes(), StandardCharsets.UTF_8);
  }

  void receive(long now, byte[] datagram) {
    boolean reset =
        Opcode.of(datagram[0]).filter(Opcode.CONTROL_HARD_RESET_CLIENT_V2::equals).isPresent();
    if (deaf || (answersOnlyWithAReset && !reset)) {
      return;
    }
    if (keys.isPresent()) {
      keys.get().receive(now, datagram, 0, datagram.length, this);
    } else {
      wrap.unwrap(datagram, 0, datagram.length).ifPresent(packet -> first.receive(packet, now));
    }
  }

  void step(long now) {
    readLogins();
    if (keys.isEmpty() && first.established()) {
      keys =
          Optional.of(
              new KeyRotation(
                  first,
                  new KeyRotation.Recipe(
                      KeyNegotiation.Side.SERVER,
                      DataFormat.of(DataCipher.AES_256_GCM),
                      true,
                      wrap,
                      wrap),
                  new KeyRotation.Times(
                      60_000, 3_600_000, Long.MAX_VALUE, KeyRotation.LONGEST_SWITCH),
                  this::begin,
                  now,
                  this));
    }
    if (keys.isEmpty()) {
      if (first.remote().isPresent()) { // a server is silent until somebody comes
        first.transmit(now, this);
      }
      return;
    }
    keys.get().advance(now, -1, false, this);
    String texts = new String(keys.get().current().takeText(), StandardCharsets.UTF_8);
    if (!texts.isEmpty()) {
      heard.addAll(List.of(texts.split("\0", -1)));
      heard.remove("");
    }
  }

  /** Texts in one TLS record, so that the client gets them at once. */
  void say(String... texts) {
    speaker().sendText(String.join("\0", texts).getBytes(StandardCharsets.UTF_8));
  }

  /** A text without its end, which is to follow. */
  void sayHalf(String text) {
    say(text + FakeTls.CUT);
  }

  private KeyNegotiation speaker() {
    return keys.map(KeyRotation::current).orElse(first);
  }

  void renegotiate(long now) {
    keys.orElseThrow().renegotiate(now, this);
  }

  @Override
  public void send(byte[] datagram) {
    outgoing.add(datagram);
  }

  @Override
  public void install(DataKeys installed) {
    installed.close();
  }

  @Override
  public void activate(int keyId) {}

  @Override
  public void retire(int keyId) {}

  @Override
  public void log(LogLine.Level level, String text) {}
}
