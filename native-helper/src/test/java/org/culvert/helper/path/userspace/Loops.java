package org.culvert.helper.path.userspace;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.culvert.core.data.CipherSource;
import org.culvert.core.data.DataChannel;
import org.culvert.core.data.DataSettings;
import org.culvert.core.keys.DataCipher;
import org.culvert.core.keys.DataFormat;
import org.culvert.core.keys.DataKeys;
import org.culvert.helper.path.DatagramPort;
import org.culvert.helper.path.Moderation;
import org.culvert.helper.path.TunDevice;
import org.jspecify.annotations.Nullable;

/** Loops of a session without a machine, with keys that everybody knows, and what they tell it. */
final class Loops {
  /** What a packet becomes longer by. */
  static final int OVERHEAD = 24;

  final FakeTun tun = new FakeTun();
  final Drops drops = new Drops();
  final List<String> heard = new ArrayList<>();
  final ControlSink control = new Heard();
  private final DataChannel sealing = channel();

  OutLoop out(FakePort port, int mtu) {
    return out(port, mtu, channel());
  }

  OutLoop out(FakePort port, int mtu, DataChannel channel) {
    return out(port, mtu, channel, new Moderation());
  }

  OutLoop out(FakePort port, int mtu, DataChannel channel, Moderation moderation) {
    OutLoop.Beside nothing = new OutLoop.Beside(new ArrayDeque<>(), new ArrayDeque<>());
    return new OutLoop(
        tun,
        port,
        channel,
        control,
        new OutLoop.Limits(mtu, 0, port.remote()),
        nothing,
        drops,
        moderation,
        OutLoop.Counted.NOTHING);
  }

  InLoop in(FakePort port) {
    return in(port, channel());
  }

  InLoop in(FakePort port, DataChannel channel) {
    return new InLoop(
        port,
        control,
        new AtomicReference<@Nullable DataChannel>(channel),
        new AtomicReference<@Nullable TunDevice>(tun),
        drops);
  }

  UserspacePath path(FakePort port) {
    return new UserspacePath(port, control, CipherSource::jdk, "test");
  }

  /** Lets a path carry packets. */
  void carry(UserspacePath path, int mtu) {
    path.openDataChannel(DataSettings.of(1, DataCipher.AES_128_GCM));
    path.install(keys());
    path.activate(0);
    path.attach(tun, mtu, 0);
  }

  static DataChannel channel() {
    return withKeys(new DataChannel(1));
  }

  static DataChannel withKeys(DataChannel channel) {
    channel.install(keys());
    channel.activate(0);
    return channel;
  }

  private static DataKeys keys() {
    return new DataKeys(
        0,
        DataFormat.of(DataCipher.AES_128_GCM),
        new byte[16],
        new byte[8],
        new byte[16],
        new byte[8]);
  }

  /** As the server seals. */
  byte[] seal(byte[] packet) {
    byte[] datagram = new byte[packet.length + DataChannel.MAX_OVERHEAD + DataChannel.SPILL];
    int length = sealing.seal(packet, 0, packet.length, datagram, 0);
    return Arrays.copyOf(datagram, length);
  }

  private final class Heard implements ControlSink {
    @Override
    public void control(byte[] datagram) {
      heard.add("control");
    }

    @Override
    public void peerExit() {
      heard.add("exit");
    }

    @Override
    public void serverMoved(InetSocketAddress now) {
      heard.add("moved to " + now.getPort());
    }

    @Override
    public void networkError(DatagramPort.NetworkError error) {
      heard.add("error");
    }

    @Override
    public void routedIntoItself() {
      heard.add("loop");
    }

    @Override
    public void failed(Broken what, String reason) {
      heard.add(what + ": " + reason);
    }
  }
}
