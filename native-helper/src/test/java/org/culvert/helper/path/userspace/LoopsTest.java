package org.culvert.helper.path.userspace;

import static org.culvert.helper.path.userspace.Loops.OVERHEAD;
import static org.culvert.helper.path.userspace.Loops.channel;
import static org.culvert.helper.path.userspace.Loops.withKeys;
import static org.culvert.helper.path.userspace.Packets.PORT;
import static org.culvert.helper.path.userspace.Packets.SERVER4;
import static org.culvert.helper.path.userspace.Packets.ipv4;
import static org.culvert.helper.path.userspace.Packets.ipv6;
import static org.culvert.helper.path.userspace.Packets.packet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.culvert.core.data.DataChannel;
import org.culvert.core.data.DataSettings;
import org.culvert.core.data.RenewalLimits;
import org.culvert.core.keys.DataCipher;
import org.culvert.core.keys.DataFormat;
import org.culvert.core.wire.CompressionFraming;
import org.culvert.helper.path.Moderation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The loops, pumped by a test. */
@Timeout(20)
class LoopsTest {
  private final Loops loops = new Loops();

  @Test
  void datagramsAreAsUrgentAsThePacketsInsideWhereThePortPassesItOn() throws Exception {
    FakePort port = new FakePort(SERVER4, PORT);
    port.passTos = true;
    byte[] urgent4 = ipv4("192.0.2.8", 17, 53, 0);
    urgent4[1] = (byte) 0xbb; // and both bits about congestion
    byte[] urgent6 = ipv6("2001:db8::8", 53, false);
    urgent6[0] |= 0x0b;
    urgent6[1] |= (byte) 0x80;
    OutLoop loop = loops.out(port, 1500);
    // The first one is dropped, so that the others change their slots.
    loops.tun.outgoing.add(
        List.of(ipv4(SERVER4, 17, PORT, 0), urgent4, ipv4("192.0.2.8", 17, 53, 0), urgent6));
    loop.doWork();
    assertEquals(List.of(0xb8, 0, 0xb8), port.trafficClasses);
  }

  @Test
  void onlyPacketsThatTheServerMadeProveThatItHasMoved() throws Exception {
    FakePort port = new FakePort(SERVER4, PORT);
    InLoop in = loops.in(port);
    in.carry(1500, 0);
    port.incoming.clear();
    port.sender = new InetSocketAddress(SERVER4, 7777);
    byte[] genuine = loops.seal(packet(60));
    byte[] forged = genuine.clone();
    forged[forged.length - 1] ^= 1;

    port.incoming.add(List.of(forged));
    in.doWork();
    port.incoming.add(List.of(new byte[] {0x38, 1, 2, 3}));
    in.doWork();
    assertEquals(List.of(), loops.heard);

    port.incoming.add(List.of(genuine));
    in.doWork();
    assertEquals(List.of("moved to 7777"), loops.heard);
    assertEquals(1, in.payloadPackets());
    port.incoming.add(List.of(genuine)); // by somebody who has seen it pass
    in.doWork();
    assertEquals(List.of("moved to 7777"), loops.heard);
  }

  @Test
  void aLatePacketFromTheOldAddressIsNoMoveBack() throws Exception {
    FakePort port = new FakePort(SERVER4, PORT);
    InLoop in = loops.in(port);
    in.carry(1500, 0);
    port.incoming.clear();
    byte[] late = loops.seal(packet(60));
    port.sender = new InetSocketAddress(SERVER4, 7777);
    port.incoming.add(List.of(loops.seal(packet(60))));
    in.doWork();
    port.sender = new InetSocketAddress(SERVER4, 8888);
    port.incoming.add(List.of(late));
    in.doWork();
    assertEquals(List.of("moved to 7777"), loops.heard);
    assertEquals(2, in.payloadPackets(), "it is a good packet all the same");
    port.incoming.add(List.of(loops.seal(packet(60))));
    in.doWork();
    assertEquals(List.of("moved to 7777", "moved to 8888"), loops.heard);
  }

  @Test
  void jumboPacketsPassWhenTheMtuIsLarge() throws Exception {
    FakePort port = new FakePort(SERVER4, PORT);
    OutLoop out = loops.out(port, 60_000);
    loops.tun.outgoing.add(List.of(packet(60_000)));
    out.doWork();
    assertEquals(60_000 + OVERHEAD, port.sent.getFirst().length);
    InLoop in = loops.in(port);
    in.carry(60_000, 0);
    port.incoming.clear();
    port.incoming.add(List.of(port.sent.getFirst()));
    in.doWork();
    assertEquals(60_000, loops.tun.written.getFirst().length);
  }

  @Test
  void whatGrowsWhenItIsDecompressedGrowsToAPacketAtMost() throws Exception {
    FakePort port = new FakePort(SERVER4, PORT);
    DataChannel channel = compressing(CompressionFraming.LZ4_V2);
    loops.tun.virtioHeader = true;
    InLoop in = loops.in(port, channel);
    in.carry(1500, 0);
    port.incoming.clear();
    port.incoming.add(List.of(loops.seal(lz4Of(1000)), loops.seal(lz4Of(5000))));
    in.doWork();
    assertEquals(1, in.payloadPackets());
    assertEquals(1000, in.payloadBytes());
    assertEquals(1, channel.counters().droppedFraming());
  }

  private static DataChannel compressing(CompressionFraming framing) {
    return withKeys(
        new DataChannel(
            new DataSettings(
                1, DataFormat.of(DataCipher.AES_128_GCM), framing, true, RenewalLimits.NONE)));
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
    DataChannel channel = compressing(CompressionFraming.LZO);
    InLoop in = loops.in(port, channel);
    in.carry(9000, 0);
    byte[] marked = new byte[9001];
    marked[0] = (byte) 0xfa; // not compressed
    marked[1] = 0x45;
    port.incoming.add(List.of(loops.seal(marked)));
    in.doWork();
    in.doWork();
    assertEquals(List.of(9000), loops.tun.written.stream().map(packet -> packet.length).toList());
  }

  @Test
  void aPacketThatComesAloneIsSentBeforeALookForTheNext() throws Exception {
    FakePort port = new FakePort(SERVER4, PORT);
    OutLoop out = loops.out(port, 1500);
    List<Integer> sentBefore = new ArrayList<>();
    loops.tun.beforeRead = () -> sentBefore.add(port.sent.size());
    assertEquals(List.of(0, 0), reads(out, sentBefore, 1), "nobody knows yet how they come");
    assertEquals(List.of(1, 2), reads(out, sentBefore, 1));
    assertEquals(List.of(2, 3, 3, 3), reads(out, sentBefore, 3), "one alone, the others together");
    assertEquals(List.of(5, 5), reads(out, sentBefore, 1), "the last ones came together");
    assertEquals(List.of(6, 7), reads(out, sentBefore, 1));
  }

  private List<Integer> reads(OutLoop out, List<Integer> sentBefore, int packets) throws Exception {
    sentBefore.clear();
    loops.tun.outgoing.add(Collections.nCopies(packets, packet(60)));
    out.doWork();
    return List.copyOf(sentBefore);
  }

  /** As long as packets come fast a loop that finds nothing lets a few gather before it waits. */
  @Test
  void whatGathersInAPauseIsSentWithoutWaitingForIt() throws Exception {
    FakePort port = new FakePort(SERVER4, PORT);
    AtomicInteger pauses = new AtomicInteger();
    Moderation moderation =
        new Moderation(
            () -> 0, // all packets come at the same moment: they could come no faster
            _ -> {
              pauses.incrementAndGet();
              loops.tun.outgoing.add(List.of(packet(70)));
            });
    OutLoop out = loops.out(port, 1500, channel(), moderation);
    loops.tun.outgoing.add(Collections.nCopies(8, packet(60)));
    out.doWork();
    assertEquals(8, port.sent.size());
    loops.tun.wakeup(); // whoever waits now goes on, and finds nothing
    out.doWork();
    assertEquals(1, pauses.get());
    assertEquals(9, port.sent.size());
  }

  @Test
  void whoOnlyTriesToConnectTakesLittleMemory() throws Exception {
    FakePort port = new FakePort(SERVER4, PORT);
    InLoop in = loops.in(port);
    port.incoming.add(List.of(new byte[] {0x38}));
    in.doWork();
    assertTrue(port.lastCapacity <= 20_000, port.lastCapacity + " bytes");
  }

  @Test
  void aLoopThatDiesOfAnythingSaysSo() {
    FakePort port = new FakePort(SERVER4, PORT);
    InLoop in = loops.in(port);
    port.incoming.add(List.of(new byte[50_000])); // longer than the batch: the fake's defect
    in.run();
    OutLoop out = loops.out(port, 100);
    loops.tun.outgoing.add(List.of(new byte[70_000]));
    out.run();
    assertEquals(2, loops.heard.size());
    assertTrue(loops.heard.get(0).startsWith("SOCKET: receiving ended"), loops.heard.get(0));
    assertTrue(loops.heard.get(1).startsWith("DEVICE: sending ended"), loops.heard.get(1));
  }
}
