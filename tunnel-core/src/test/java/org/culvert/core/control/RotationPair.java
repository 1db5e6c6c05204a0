package org.culvert.core.control;

import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.culvert.core.api.LogCode;
import org.culvert.core.api.LogLine;
import org.culvert.core.keys.DataCipher;
import org.culvert.core.keys.DataFormat;
import org.culvert.core.keys.DataKeys;
import org.culvert.core.keys.KeySource;
import org.culvert.core.profile.ControlWrapping;
import org.culvert.core.wire.ControlPacket;
import org.culvert.core.wire.ControlPacketCodec;
import org.culvert.core.wire.Opcode;
import org.culvert.core.wire.SessionId;
import org.culvert.core.wrap.ControlWrap;
import org.culvert.core.wrap.ControlWraps;
import org.culvert.core.wrap.Role;

/** Two rotations over {@link FakeTls} and a wire that delivers at once, without a wrap. */
final class RotationPair {
  private static final long TIMEOUT = 2_000;

  final Side client;
  final Side server;
  long now = 1_000_000;

  /** What the server's certificate is from now on. */
  byte[] serverCertificate = {1};

  RotationPair(KeyRotation.Times clientTimes, KeyRotation.Times serverTimes) {
    client = new Side(KeyNegotiation.Side.CLIENT, clientTimes);
    server = new Side(KeyNegotiation.Side.SERVER, serverTimes);
    settle();
    client.rotate();
    server.rotate();
    settle();
  }

  static KeyRotation.Times times(long handWindow, long tranWindow, long interval) {
    return new KeyRotation.Times(handWindow, tranWindow, interval, KeyRotation.LONGEST_SWITCH);
  }

  /** Carries packets both ways until nobody has any. */
  void settle() {
    boolean moved;
    do {
      client.step();
      server.step();
      moved = client.deliver(server);
      moved |= server.deliver(client);
    } while (moved);
  }

  /** Lets time pass, with a look every 100 ms. */
  void run(long millis) {
    for (long end = now + millis; now < end; now += 100) {
      settle();
    }
    settle();
  }

  final class Side implements KeyRotation.Sink {
    final List<String> story = new ArrayList<>();
    final KeyNegotiation.Setup setup;
    private final KeyNegotiation.Side side;
    private final KeyRotation.Times times;
    private final ControlWrap wrap;
    private final KeyNegotiation first;
    private final ArrayDeque<byte[]> outgoing = new ArrayDeque<>();
    private final Map<Integer, Integer> lastMessage = new HashMap<>();
    Optional<KeyRotation> keys = Optional.empty();
    Optional<KeyRotation.Failure> failure = Optional.empty();
    boolean deaf;
    boolean wornOut;

    private Side(KeyNegotiation.Side side, KeyRotation.Times times) {
      this.side = side;
      this.times = times;
      boolean isClient = side == KeyNegotiation.Side.CLIENT;
      SecureRandom random = new SecureRandom();
      this.wrap =
          ControlWraps.of(new ControlWrapping.None(), isClient ? Role.CLIENT : Role.SERVER, 0);
      this.setup =
          new KeyNegotiation.Setup(
              side,
              SessionId.random(random),
              epoch -> new FakeTls(isClient, isClient ? serverCertificate : new byte[0]),
              from ->
                  new KeyMessage(
                      isClient ? KeySource.client(random) : KeySource.server(random),
                      "V4",
                      Optional.empty(),
                      ""),
              TIMEOUT);
      this.first = begin(0, Optional.empty(), wrap, now);
    }

    private KeyNegotiation begin(int keyId, Optional<SessionId> peer, ControlWrap with, long at) {
      return new KeyNegotiation(setup, keyId, peer, with, at, 0);
    }

    private void rotate() {
      keys =
          Optional.of(
              new KeyRotation(
                  first,
                  new KeyRotation.Recipe(
                      side, DataFormat.of(DataCipher.AES_256_GCM), true, wrap, wrap),
                  times,
                  this::begin,
                  now,
                  this));
    }

    KeyRotation rotation() {
      return keys.orElseThrow();
    }

    private void step() {
      if (failure.isPresent()) {
        return;
      }
      if (keys.isPresent()) {
        failure = rotation().advance(now, -1, wornOut, this);
      } else {
        first.transmit(now, this);
      }
    }

    private boolean deliver(Side to) {
      boolean moved = !outgoing.isEmpty();
      while (!outgoing.isEmpty()) {
        byte[] datagram = outgoing.remove();
        if (!to.deaf) {
          to.receive(datagram);
        }
      }
      return moved;
    }

    void receive(byte[] datagram) {
      if (keys.isPresent()) {
        rotation().receive(now, datagram, 0, datagram.length, this);
      } else {
        wrap.unwrap(datagram, 0, datagram.length).ifPresent(p -> first.receive(p, now));
      }
    }

    /** A packet that looks as if the other side had sent it, with the next message id. */
    void forge(Side pretended, Opcode opcode, int keyId, byte[] payload) {
      int id = pretended.lastMessage.merge(keyId, 0, (last, none) -> last + 1);
      receive(
          ControlPacketCodec.encode(
              new ControlPacket(
                  opcode, keyId, pretended.setup.own(), List.of(), Optional.empty(), id, payload)));
    }

    /** Forgeries for this key id begin with message 0 again. */
    void forgetMessages(int keyId) {
      lastMessage.remove(keyId);
    }

    int count(String what) {
      return (int) story.stream().filter(what::equals).count();
    }

    @Override
    public void send(byte[] datagram) {
      wrap.unwrap(datagram, 0, datagram.length)
          .filter(packet -> packet.opcode() != Opcode.ACK_V1)
          .ifPresent(packet -> lastMessage.merge(packet.keyId(), packet.messageId(), Math::max));
      outgoing.add(Arrays.copyOf(datagram, datagram.length));
    }

    @Override
    public void install(DataKeys installed) {
      story.add("install " + installed.keyId());
      installed.close();
    }

    @Override
    public void activate(int keyId) {
      story.add("activate " + keyId);
    }

    @Override
    public void retire(int keyId) {
      story.add("retire " + keyId);
    }

    @Override
    public void log(LogLine.Level level, String text) {
      story.add(text);
    }

    @Override
    public void log(LogCode code, String text) {
      story.add(code.wireName() + ": " + text);
    }
  }
}
