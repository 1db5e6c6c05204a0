package org.culvert.helper.path.userspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.culvert.core.data.DataChannel;
import org.culvert.core.data.DataSettings;
import org.culvert.core.data.InBandMessage;
import org.culvert.core.data.RenewalLimits;
import org.culvert.core.keys.DataCipher;
import org.culvert.core.keys.DataFormat;
import org.culvert.core.keys.DataKeys;
import org.culvert.core.wire.CompressionFraming;
import org.culvert.helper.path.DatagramPort;
import org.culvert.helper.path.TunDevice;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class LoopsTest {
  private static final String SERVER4 = "192.0.2.7";
  private static final String SERVER6 = "2001:db8::7";
  private static final int PORT = 1194;
  private static final int OVERHEAD = 24;

  private final FakeTun tun = new FakeTun();
  private final Drops drops = new Drops();
  private final List<String> heard = new ArrayList<>();
  private final ControlSink control =
      new ControlSink() {
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
      };

  @Test
  void ourOwnDatagramsAreNotSentIntoTheTunnelAgain() throws Exception {
    FakePort port = new FakePort(SERVER4, PORT);
    OutLoop loop = outLoop(port, 1500);
    tun.outgoing.add(
        List.of(
            ipv4(SERVER4, 17, PORT, 0),
            ipv4("192.0.2.8", 17, PORT, 0),
            ipv4(SERVER4, 17, PORT, 0),
            ipv4(SERVER4, 6, PORT, 0),
            ipv4(SERVER4, 17, 53, 0)));

    loop.doWork();

    assertEquals(3, port.sent.size());
    assertEquals(3, loop.counted().payloadPackets());
    assertEquals(2, loop.counted().routedIntoItself());
    assertEquals(List.of("loop"), heard);
  }

  @Test
  void ourOwnDatagramsAreRecognizedInIpv6AndInFirstFragments() {
    OwnDatagrams own = new OwnDatagrams(new FakePort(SERVER6, PORT).remote(), 17);
    assertTrue(contains(own, ipv6(SERVER6, PORT, false)));
    assertTrue(contains(own, ipv6(SERVER6, PORT, true)));
    assertTrue(!contains(own, ipv6(SERVER6, 53, false)));
    assertTrue(!contains(own, ipv6("2001:db8::8", PORT, false)));
    assertTrue(!contains(own, ipv4(SERVER4, 17, PORT, 0)));
    OwnDatagrams own4 = new OwnDatagrams(new FakePort(SERVER4, PORT).remote(), 17);
    assertTrue(!contains(own4, ipv4(SERVER4, 17, PORT, 100)));
    assertTrue(!contains(own4, ipv6(SERVER6, PORT, false)));
  }

  @Test
  void overTcpOurOwnPacketsAreThoseOfTcp() {
    OwnDatagrams own = new OwnDatagrams(new FakePort(SERVER4, PORT).remote(), 6);
    assertTrue(contains(own, ipv4(SERVER4, 6, PORT, 0)));
    assertTrue(!contains(own, ipv4(SERVER4, 17, PORT, 0)));
    assertTrue(!contains(own, ipv4(SERVER4, 6, 53, 0)));
  }

  @Test
  void nothingIsReadBehindTheEndOfAShortPacket() {
    for (String server : List.of(SERVER4, SERVER6)) {
      OwnDatagrams own = new OwnDatagrams(new FakePort(server, PORT).remote(), 17);
      byte[] whole =
          server.equals(SERVER4) ? ipv4(SERVER4, 17, PORT, 0) : ipv6(SERVER6, PORT, true);
      whole[0] |= 0x0f;
      for (int length = 0; length < whole.length; length++) {
        own.contains(java.util.Arrays.copyOf(whole, length), 0, length);
      }
    }
  }

  @Test
  void datagramsAreAsUrgentAsThePacketsInsideWhereThePortPassesItOn() throws Exception {
    FakePort port = new FakePort(SERVER4, PORT);
    port.passTos = true;
    byte[] urgent4 = ipv4("192.0.2.8", 17, 53, 0);
    urgent4[1] = (byte) 0xbb; // and both bits about congestion
    byte[] urgent6 = ipv6("2001:db8::8", 53, false);
    urgent6[0] |= 0x0b;
    urgent6[1] |= (byte) 0x80;
    OutLoop loop = outLoop(port, 1500);
    // The first one is dropped, so that the others change their slots.
    tun.outgoing.add(
        List.of(ipv4(SERVER4, 17, PORT, 0), urgent4, ipv4("192.0.2.8", 17, 53, 0), urgent6));
    loop.doWork();
    assertEquals(List.of(0xb8, 0, 0xb8), port.trafficClasses);
  }

  @Test
  void onlyWhatTheKernelTookIsCounted() throws Exception {
    FakePort port = new FakePort(SERVER4, PORT);
    port.refuseLongerThan = 100;
    OutLoop out = outLoop(port, 1500);
    tun.outgoing.add(List.of(packet(60), packet(500), packet(50)));
    out.doWork();
    assertEquals(2, out.counted().payloadPackets());
    assertEquals(110, out.counted().payloadBytes());

    tun.refuseLongerThan = 100;
    InLoop in = inLoop(port);
    in.carry(1500, 0);
    port.incoming.clear();
    port.incoming.add(List.of(seal(packet(60)), seal(packet(500)), seal(packet(50))));
    in.doWork();
    assertEquals(2, in.payloadPackets());
    assertEquals(110, in.payloadBytes());
  }

  @Test
  void whatTheOutLoopDropsIsCounted() throws Exception {
    FakePort port = new FakePort(SERVER4, PORT);
    DataChannel channel = channel();
    OutLoop.Beside nothing = new OutLoop.Beside(new ArrayDeque<>(), new ArrayDeque<>());
    OutLoop.Limits limits = new OutLoop.Limits(100, 0, port.remote());
    OutLoop out =
        new OutLoop(tun, port, channel, control, limits, nothing, drops, OutLoop.Counted.NOTHING);
    tun.outgoing.add(List.of(packet(101), packet(100), packet(500)));
    out.doWork();
    assertEquals(2, drops.count(Drops.Reason.TOO_LONG));

    channel.retire(0);
    tun.outgoing.add(List.of(packet(60)));
    out.doWork();
    assertEquals(1, drops.count(Drops.Reason.NO_KEY));

    tun.virtioHeader = true;
    tun.outgoing.add(List.of(new byte[3], new byte[5]));
    out.doWork();
    assertEquals(2, drops.count(Drops.Reason.NOT_UNDERSTOOD));
    assertEquals(1, port.sent.size());
    assertEquals(
        Optional.of(
            "2 of the tunnel's device that made no sense, "
                + "2 that were longer than the tunnel's MTU, 1 for which there was no key"),
        drops.text(channel.counters()));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatTheInLoopDropsIsCounted(boolean joined) throws Exception {
    FakePort port = new FakePort(SERVER4, PORT);
    DataChannel channel = channel();
    AtomicReference<@Nullable TunDevice> device = new AtomicReference<>();
    InLoop in = new InLoop(port, control, new AtomicReference<>(channel), device, drops);
    in.carry(200, 0);
    port.incoming.clear();
    byte[] forged = seal(packet(60));
    forged[forged.length - 1] ^= 1;
    byte[] doubled = seal(packet(60));
    byte[] alien = new byte[60];
    port.incoming.add(List.of(seal(packet(60)), forged, doubled, doubled, seal(alien)));
    in.doWork();
    assertEquals(2, drops.count(Drops.Reason.NO_DEVICE));
    assertEquals(1, drops.count(Drops.Reason.UNFIT));

    tun.virtioHeader = joined;
    tun.refuseLongerThan = 100;
    device.set(tun);
    port.incoming.add(List.of(seal(packet(80)), seal(packet(150)), seal(InBandMessage.ping())));
    in.doWork();
    assertEquals(1, drops.count(Drops.Reason.REFUSED));
    assertEquals(1, in.payloadPackets());
    assertEquals(
        Optional.of(
            "2 that came while there was no tunnel device, "
                + "1 from the server that were no packets for the tunnel, "
                + "1 that the tunnel's device did not take, "
                + "1 that were not authentic, 1 that came twice or far too late"),
        drops.text(channel.counters()));
  }

  @Test
  void aPathTellsWhatItDropped() throws Exception {
    FakePort port = new FakePort(SERVER4, PORT);
    UserspacePath path = new UserspacePath(port, control, "test");
    assertEquals(Optional.empty(), path.dropped());
    path.openDataChannel(DataSettings.of(1, DataCipher.AES_128_GCM));
    path.install(keys());
    path.activate(0);
    path.attach(tun, 100, 0);
    assertEquals(Optional.empty(), path.dropped());
    tun.outgoing.add(List.of(packet(101), packet(100)));
    while (port.sent.isEmpty()) {
      Thread.onSpinWait();
    }
    path.close();
    assertEquals(Optional.of("1 that were longer than the tunnel's MTU"), path.dropped());
  }

  @Test
  void onlyPacketsThatTheServerMadeProveThatItHasMoved() throws Exception {
    FakePort port = new FakePort(SERVER4, PORT);
    InLoop in = inLoop(port);
    in.carry(1500, 0);
    port.incoming.clear();
    port.sender = new InetSocketAddress(SERVER4, 7777);
    byte[] genuine = seal(packet(60));
    byte[] forged = genuine.clone();
    forged[forged.length - 1] ^= 1;

    port.incoming.add(List.of(forged));
    in.doWork();
    port.incoming.add(List.of(new byte[] {0x38, 1, 2, 3}));
    in.doWork();
    assertEquals(List.of(), heard);

    port.incoming.add(List.of(genuine));
    in.doWork();
    assertEquals(List.of("moved to 7777"), heard);
    assertEquals(1, in.payloadPackets());
    port.incoming.add(List.of(genuine)); // by somebody who has seen it pass
    in.doWork();
    assertEquals(List.of("moved to 7777"), heard);
  }

  @Test
  void aLatePacketFromTheOldAddressIsNoMoveBack() throws Exception {
    FakePort port = new FakePort(SERVER4, PORT);
    InLoop in = inLoop(port);
    in.carry(1500, 0);
    port.incoming.clear();
    byte[] late = seal(packet(60));
    port.sender = new InetSocketAddress(SERVER4, 7777);
    port.incoming.add(List.of(seal(packet(60))));
    in.doWork();
    port.sender = new InetSocketAddress(SERVER4, 8888);
    port.incoming.add(List.of(late));
    in.doWork();
    assertEquals(List.of("moved to 7777"), heard);
    assertEquals(2, in.payloadPackets(), "it is a good packet all the same");
    port.incoming.add(List.of(seal(packet(60))));
    in.doWork();
    assertEquals(List.of("moved to 7777", "moved to 8888"), heard);
  }

  @Test
  void jumboPacketsPassWhenTheMtuIsLarge() throws Exception {
    FakePort port = new FakePort(SERVER4, PORT);
    OutLoop out = outLoop(port, 60_000);
    tun.outgoing.add(List.of(packet(60_000)));
    out.doWork();
    assertEquals(60_000 + OVERHEAD, port.sent.getFirst().length);
    InLoop in = inLoop(port);
    in.carry(60_000, 0);
    port.incoming.clear();
    port.incoming.add(List.of(port.sent.getFirst()));
    in.doWork();
    assertEquals(60_000, tun.written.getFirst().length);
  }

  @Test
  void whatGrowsWhenItIsDecompressedGrowsToAPacketAtMost() throws Exception {
    FakePort port = new FakePort(SERVER4, PORT);
    DataSettings settings =
        new DataSettings(
            1,
            DataFormat.of(DataCipher.AES_128_GCM),
            CompressionFraming.LZ4_V2,
            true,
            RenewalLimits.NONE);
    DataChannel channel = withKeys(new DataChannel(settings));
    tun.virtioHeader = true;
    InLoop in =
        new InLoop(
            port,
            control,
            new AtomicReference<@Nullable DataChannel>(channel),
            new AtomicReference<@Nullable TunDevice>(tun),
            drops);
    in.carry(1500, 0);
    port.incoming.clear();
    port.incoming.add(List.of(seal(lz4Of(1000)), seal(lz4Of(5000))));
    in.doWork();
    assertEquals(1, in.payloadPackets());
    assertEquals(1000, in.payloadBytes());
    assertEquals(1, channel.counters().droppedFraming());
  }

  /** A block of so many bytes 0x45: two as they are, the rest a repetition, five at the end. */
  private static byte[] lz4Of(int length) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    block.writeBytes(new byte[] {0x50, 0x01, 0x1f, 0x45, 0x01, 0x00});
    int more = length - 6 - 4 - 15;
    for (; more >= 255; more -= 255) {
      block.write(255);
    }
    block.write(more);
    block.writeBytes(new byte[] {0x50, 0x45, 0x45, 0x45, 0x45, 0x45});
    return block.toByteArray();
  }

  @Test
  void theLongestPacketPassesThoughItHasAMarkInFront() throws Exception {
    FakePort port = new FakePort(SERVER4, PORT);
    DataSettings settings =
        new DataSettings(
            1,
            DataFormat.of(DataCipher.AES_128_GCM),
            CompressionFraming.LZO,
            true,
            RenewalLimits.NONE);
    InLoop in =
        new InLoop(
            port,
            control,
            new AtomicReference<@Nullable DataChannel>(withKeys(new DataChannel(settings))),
            new AtomicReference<@Nullable TunDevice>(tun),
            drops);
    in.carry(9000, 0);
    byte[] marked = new byte[9001];
    marked[0] = (byte) 0xfa; // not compressed
    marked[1] = 0x45;
    port.incoming.add(List.of(seal(marked)));
    in.doWork();
    in.doWork();
    assertEquals(List.of(9000), tun.written.stream().map(packet -> packet.length).toList());
  }

  @Test
  void thePacketThatComesFirstIsDelivered() throws Exception {
    for (int round = 1; round <= 100; round++) {
      FakePort port = new FakePort(SERVER4, PORT);
      UserspacePath path = new UserspacePath(port, control, "test");
      path.openDataChannel(DataSettings.of(1, DataCipher.AES_128_GCM));
      path.install(keys());
      path.activate(0);
      path.attach(tun, 1500, 0);
      byte[] first = seal(packet(100));
      port.incoming.add(List.of(first));
      while (!port.incoming.isEmpty()) {
        Thread.onSpinWait();
      }
      path.close();
      assertEquals(round, tun.written.size());
    }
  }

  @Test
  void aRunningLoopFollowsWhatChanges() throws Exception {
    FakePort port = new FakePort(SERVER4, PORT);
    port.room = new CountDownLatch(1);
    UserspacePath path = new UserspacePath(port, control, "test");
    path.openDataChannel(DataSettings.of(1, DataCipher.AES_128_GCM));
    path.install(keys());
    path.activate(0);
    path.attach(tun, 200, 0);
    tun.outgoing.add(List.of(packet(100)));
    while (port.waiting.get() == 0) {
      Thread.onSpinWait();
    }
    // A server that takes nothing for now holds up the loop, not who changes it.
    path.attach(tun, 3000, 0);
    tun.outgoing.add(List.of(packet(3000), packet(3001)));
    port.room.countDown();
    while (port.sent.size() < 2) {
      Thread.onSpinWait();
    }
    path.close();
    assertEquals(
        List.of(100 + OVERHEAD, 3000 + OVERHEAD),
        port.sent.stream().map(sent -> sent.length).toList());
  }

  @Test
  void inAStreamAControlPacketNeitherWaitsNorGetsBetweenTheBatches() throws Exception {
    FakePort port = new FakePort(SERVER4, PORT);
    port.oneStream = true;
    CountDownLatch room = new CountDownLatch(1);
    port.room = room;
    UserspacePath path = new UserspacePath(port, control, "test");
    path.send(new byte[] {1});
    assertEquals(1, port.sent.getFirst().length, "nobody else sends yet");
    path.openDataChannel(DataSettings.of(1, DataCipher.AES_128_GCM));
    path.install(keys());
    path.activate(0);
    path.attach(tun, 1500, 0);
    tun.outgoing.add(List.of(packet(100)));
    while (port.waiting.get() == 0) {
      Thread.onSpinWait();
    }
    path.send(new byte[] {2, 3});
    path.sendInBand(new byte[] {4});
    assertEquals(1, port.sent.size());
    room.countDown();
    path.close();
    assertEquals(
        List.of(1, 100 + OVERHEAD, 2, 1 + OVERHEAD),
        port.sent.stream().map(sent -> sent.length).toList());
    assertEquals(List.of(), heard);
  }

  @Test
  void whoOnlyTriesToConnectTakesLittleMemory() throws Exception {
    FakePort port = new FakePort(SERVER4, PORT);
    InLoop in = inLoop(port);
    port.incoming.add(List.of(new byte[] {0x38}));
    in.doWork();
    assertTrue(port.lastCapacity <= 20_000, port.lastCapacity + " bytes");
  }

  @Test
  void aLoopThatDiesOfAnythingSaysSo() {
    FakePort port = new FakePort(SERVER4, PORT);
    InLoop in = inLoop(port);
    port.incoming.add(List.of(new byte[50_000])); // longer than the batch: the fake's defect
    in.run();
    OutLoop out = outLoop(port, 100);
    tun.outgoing.add(List.of(new byte[70_000]));
    out.run();
    assertEquals(2, heard.size());
    assertTrue(heard.get(0).startsWith("SOCKET: receiving ended"), heard.get(0));
    assertTrue(heard.get(1).startsWith("DEVICE: sending ended"), heard.get(1));
  }

  private OutLoop outLoop(FakePort port, int mtu) {
    OutLoop.Beside nothing = new OutLoop.Beside(new ArrayDeque<>(), new ArrayDeque<>());
    return new OutLoop(
        tun,
        port,
        channel(),
        control,
        new OutLoop.Limits(mtu, 0, port.remote()),
        nothing,
        drops,
        OutLoop.Counted.NOTHING);
  }

  private InLoop inLoop(FakePort port) {
    return new InLoop(
        port,
        control,
        new AtomicReference<@Nullable DataChannel>(channel()),
        new AtomicReference<@Nullable TunDevice>(tun),
        drops);
  }

  private static DataChannel channel() {
    return withKeys(new DataChannel(1));
  }

  private static DataChannel withKeys(DataChannel channel) {
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

  private final DataChannel sealing = channel();

  private byte[] seal(byte[] packet) {
    byte[] datagram = new byte[packet.length + DataChannel.MAX_OVERHEAD + DataChannel.SPILL];
    int length = sealing.seal(packet, 0, packet.length, datagram, 0);
    return java.util.Arrays.copyOf(datagram, length);
  }

  private static boolean contains(OwnDatagrams own, byte[] packet) {
    return own.contains(packet, 0, packet.length);
  }

  private static byte[] packet(int length) {
    byte[] packet = new byte[length];
    packet[0] = 0x45;
    return packet;
  }

  private static byte[] ipv4(String to, int protocol, int port, int fragmentOffset) {
    byte[] packet = packet(60);
    packet[7] = (byte) fragmentOffset;
    packet[9] = (byte) protocol;
    System.arraycopy(InetAddress.ofLiteral(to).getAddress(), 0, packet, 16, 4);
    packet[22] = (byte) (port >> 8);
    packet[23] = (byte) port;
    return packet;
  }

  private static byte[] ipv6(String to, int port, boolean firstFragment) {
    byte[] packet = new byte[80];
    packet[0] = 0x60;
    packet[6] = (byte) (firstFragment ? 44 : 17);
    System.arraycopy(InetAddress.ofLiteral(to).getAddress(), 0, packet, 24, 16);
    packet[40] = 17;
    int udp = firstFragment ? 48 : 40;
    packet[udp + 2] = (byte) (port >> 8);
    packet[udp + 3] = (byte) port;
    return packet;
  }
}
