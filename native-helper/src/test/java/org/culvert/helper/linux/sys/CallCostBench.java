package org.culvert.helper.linux.sys;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.culvert.core.plan.DnsPlan;
import org.culvert.core.plan.IpPrefix;
import org.culvert.core.plan.TunnelPlan;
import org.culvert.core.profile.SocketSettings;
import org.culvert.helper.host.Outer;
import org.culvert.helper.host.UdpRequest;
import org.culvert.helper.linux.net.LinuxHostNetwork;
import org.culvert.helper.linux.ns.NetworkNamespace;
import org.culvert.helper.linux.tun.LinuxTun;
import org.culvert.helper.linux.udp.LinuxUdp;
import org.culvert.helper.path.PacketBatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the calls cost, printed in nanoseconds: the bare call through the binding, and a packet of
 * 1400 bytes through a device or socket, the kernel's work included.
 */
@Tag("bench")
final class CallCostBench {
  private static final int BATCH = 64;
  private static final int PACKET = 1400;
  private static final int ROUNDS = 8;

  @TempDir Path state;

  /** Does something {@code times} over and returns how many it did. */
  private interface Work {
    long run(int times) throws IOException;
  }

  private static void measure(String what, int times, Work work) throws IOException {
    double best = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      long done = work.run(times);
      best = Math.min(best, (System.nanoTime() - start) / (double) Math.max(1, done));
    }
    System.out.printf("%-44s %8.0f ns%n", what, best);
  }

  @Test
  void printsWhatCallsCost() throws IOException {
    NativeMemory memory = NativeMemory.allocate(8);
    measure(
        "poll of nothing, through the binding",
        300_000,
        times -> {
          for (int i = 0; i < times; i++) {
            LibC.poll(memory.address(), 0, 0);
          }
          return times;
        });
    measure(
        "close(-1) with its error number",
        300_000,
        times -> {
          long sum = 0;
          for (int i = 0; i < times; i++) {
            sum += LibC.close(-1) + LibC.errno();
          }
          assertTrue(sum > 0);
          return times;
        });
    try (NetworkNamespace namespace = NetworkNamespace.open("bench")) {
      setUp(namespace);
      tun(namespace);
      udp(namespace);
    }
  }

  private static UdpRequest request(InetSocketAddress remote, Optional<InetSocketAddress> local) {
    return new UdpRequest(remote, local, SocketSettings.NONE, false);
  }

  private void setUp(NetworkNamespace namespace) throws IOException {
    InetAddress server = InetAddress.ofLiteral("127.0.0.1");
    try (LinuxHostNetwork host = namespace.call(() -> LinuxHostNetwork.open(state))) {
      for (int round = 0; round < 5; round++) {
        long start = System.nanoTime();
        LinuxTun tun = namespace.call(() -> LinuxTun.open(Optional.of("bench1")));
        long opened = System.nanoTime();
        host.apply("bench1", plan(), Outer.of(server));
        long applied = System.nanoTime();
        host.apply("bench1", plan(), Outer.of(server));
        long again = System.nanoTime();
        host.release("bench1");
        long released = System.nanoTime();
        tun.close();
        System.out.printf(
            "open %.2f, apply %.2f, again %.2f, release %.2f, close %.2f ms%n",
            (opened - start) / 1e6,
            (applied - opened) / 1e6,
            (again - applied) / 1e6,
            (released - again) / 1e6,
            (System.nanoTime() - released) / 1e6);
      }
    }
  }

  private void tun(NetworkNamespace namespace) throws IOException {
    try (LinuxTun tun = namespace.call(() -> LinuxTun.open(Optional.of("bench0")));
        LinuxHostNetwork host = namespace.call(() -> LinuxHostNetwork.open(state))) {
      host.apply("bench0", plan(), Outer.of(InetAddress.ofLiteral("127.0.0.1")));
      PacketBatch batch = new PacketBatch(BATCH, 1500);
      measure(
          "read of a TUN that is empty (wake-up and all)",
          100_000,
          times -> {
            for (int i = 0; i < times; i++) {
              tun.wakeup();
              tun.read(batch);
            }
            return times;
          });
      LinuxUdp into =
          namespace.call(
              () ->
                  LinuxUdp.open(
                      request(
                          new InetSocketAddress(InetAddress.ofLiteral("10.78.0.1"), 9),
                          Optional.empty())));
      try (into) {
        PacketBatch filling = filled(PACKET - 28);
        long[] spent = new long[1];
        long[] packets = new long[1];
        for (int round = 0; round < 4000; round++) {
          if (round == 2000) {
            spent[0] = 0;
            packets[0] = 0;
          }
          into.send(filling);
          long begin = System.nanoTime();
          packets[0] += tun.read(batch);
          spent[0] += System.nanoTime() - begin;
        }
        System.out.printf(
            "%-44s %8.0f ns%n", "read of a packet from a TUN", spent[0] / (double) packets[0]);
      }
      PacketBatch out = filled(PACKET);
      for (int slot = 0; slot < BATCH; slot++) {
        byte[] packet = out.array(slot);
        int at = out.offset(slot);
        packet[at] = 0x45; // the checksum is wrong, so the kernel drops it right behind the device
        packet[at + 2] = (byte) (PACKET >> 8);
        packet[at + 3] = (byte) PACKET;
      }
      measure(
          "write of a packet to a TUN (dropped by IP)",
          3000,
          times -> {
            long sum = 0;
            for (int i = 0; i < times; i++) {
              sum += tun.write(out);
            }
            return sum;
          });
    }
  }

  private static void udp(NetworkNamespace namespace) throws IOException {
    InetAddress here = InetAddress.ofLiteral("127.0.0.1");
    DatagramChannel peer =
        namespace.call(() -> DatagramChannel.open().bind(new InetSocketAddress(here, 0)));
    LinuxUdp udp =
        namespace.call(
            () ->
                LinuxUdp.open(
                    request((InetSocketAddress) peer.getLocalAddress(), Optional.empty())));
    try (peer;
        udp) {
      PacketBatch batch = filled(PACKET);
      byte[] single = new byte[PACKET];
      measure(
          "send of one datagram",
          30_000,
          times -> {
            for (int i = 0; i < times; i++) {
              udp.send(single, 0, PACKET);
            }
            return times;
          });
      measure(
          "send of a datagram in a batch of 64",
          1000,
          times -> {
            long sum = 0;
            for (int i = 0; i < times; i++) {
              sum += udp.send(batch);
            }
            return sum;
          });
    }
    receive(namespace);
  }

  private static void receive(NetworkNamespace namespace) throws IOException {
    InetSocketAddress one = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 4001);
    InetSocketAddress two = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 4002);
    LinuxUdp sender = namespace.call(() -> LinuxUdp.open(request(two, Optional.of(one))));
    LinuxUdp receiver = namespace.call(() -> LinuxUdp.open(request(one, Optional.of(two))));
    try (sender;
        receiver) {
      PacketBatch batch = filled(PACKET);
      PacketBatch in = new PacketBatch(BATCH, 1500);
      long spent = 0;
      long packets = 0;
      for (int round = 0; round < 8000; round++) {
        if (round == 4000) {
          spent = 0;
          packets = 0;
        }
        sender.send(batch);
        long begin = System.nanoTime();
        packets += receiver.receive(in);
        spent += System.nanoTime() - begin;
      }
      System.out.printf(
          "%-44s %8.0f ns%n", "receipt of a datagram in a batch of 64", spent / (double) packets);
    }
  }

  private static PacketBatch filled(int length) {
    PacketBatch batch = new PacketBatch(BATCH, 1500);
    for (int slot = 0; slot < BATCH; slot++) {
      batch.set(slot, PacketBatch.HEADROOM, length);
    }
    batch.setCount(BATCH);
    return batch;
  }

  private static TunnelPlan plan() {
    return new TunnelPlan(
        Optional.empty(),
        1500,
        List.of(new IpPrefix(InetAddress.ofLiteral("10.77.0.2"), 24)),
        Optional.empty(),
        List.of(
            new TunnelPlan.Route(
                new IpPrefix(InetAddress.ofLiteral("10.78.0.0"), 16),
                new TunnelPlan.Via.Tunnel(),
                OptionalInt.empty())),
        false,
        DnsPlan.NONE,
        false,
        false);
  }
}
