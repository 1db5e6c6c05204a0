package org.culvert.core.wire;

import static org.culvert.core.wire.Samples.hex;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamFrameTest {
  static final int LARGEST = 300;

  @Test
  void aClientResetHasThePublishedBytes() {
    byte[] memory = new byte[100];
    StreamFramer framer = new StreamFramer(ByteBuffer.wrap(memory));
    byte[] reset = hex("38 c0c1c2c3c4c5c6c7 00 00000000");

    assertTrue(framer.append(reset, 0, reset.length));

    assertArrayEquals(
        hex("000e 38c0c1c2c3c4c5c6c70000000000"), Arrays.copyOf(memory, framer.waiting()));
  }

  @Property
  void packetsComeOutAsTheyWentInHoweverTheStreamIsCut(
      @ForAll @Size(max = 40) List<@IntRange(min = 1, max = LARGEST) Integer> lengths,
      @ForAll @IntRange(min = 1, max = 700) int largestWrite,
      @ForAll @IntRange(min = 1, max = 700) int largestRead,
      @ForAll long seed)
      throws StreamBrokenException {
    Random random = new Random(seed);
    List<byte[]> sent = new ArrayList<>();
    List<byte[]> received = new ArrayList<>();
    ByteBuffer sending = ByteBuffer.allocate(2 * (LARGEST + StreamFrame.PREFIX));
    StreamFramer framer = new StreamFramer(sending);
    ByteBuffer receiving = ByteBuffer.allocateDirect(LARGEST + StreamFrame.PREFIX + 50);
    StreamDeframer deframer = new StreamDeframer(receiving, LARGEST);
    for (int length : lengths) {
      byte[] packet = new byte[length];
      random.nextBytes(packet);
      sent.add(packet);
      while (!framer.append(packet, 0, length)) {
        int count = Math.min(random.nextInt(largestWrite) + 1, framer.waiting());
        carry(framer, sending, deframer, receiving, count, largestRead, received);
      }
    }
    carry(framer, sending, deframer, receiving, framer.waiting(), largestRead, received);

    assertEquals(sent.size(), received.size());
    for (int i = 0; i < sent.size(); i++) {
      assertArrayEquals(sent.get(i), received.get(i));
    }
    assertEquals(0, deframer.next());
  }

  private static void carry(
      StreamFramer framer,
      ByteBuffer sending,
      StreamDeframer deframer,
      ByteBuffer receiving,
      int count,
      int largestRead,
      List<byte[]> received)
      throws StreamBrokenException {
    for (int left = count; left > 0; ) {
      int moved = Math.min(Math.min(left, largestRead), deframer.room());
      receiving.put(deframer.writeOffset(), sending, framer.readOffset(), moved);
      framer.written(moved);
      deframer.received(moved);
      left -= moved;
      for (int length = deframer.next(); length > 0; length = deframer.next()) {
        byte[] packet = new byte[length + 3];
        deframer.take(packet, 3, length);
        received.add(Arrays.copyOfRange(packet, 3, packet.length));
      }
    }
  }

  @Property
  void whateverComesInItIsTakenApartOrRefusedAndNeverStandsStill(
      @ForAll @Size(max = 2000) byte[] hostile) {
    StreamDeframer deframer = new StreamDeframer(ByteBuffer.allocate(400), LARGEST);
    ByteBuffer source = ByteBuffer.wrap(hostile);
    try {
      while (source.hasRemaining()) {
        assertTrue(deframer.room() > 0);
        int count = Math.min(source.remaining(), deframer.room());
        source.position(source.position() + count);
        deframer.received(count);
        for (int length = deframer.next(); length > 0; length = deframer.next()) {
          assertTrue(length <= LARGEST);
          deframer.skip(length);
        }
      }
    } catch (StreamBrokenException _) {
      // the other good outcome
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, LARGEST + 1, 0x5353, 0xffff})
  void aLengthThatNoPacketHasBreaksTheStream(int length) {
    ByteBuffer memory = ByteBuffer.allocate(400);
    StreamDeframer deframer = new StreamDeframer(memory, LARGEST);
    memory.put(0, (byte) (length >>> 8)).put(1, (byte) length);
    deframer.received(2);

    StreamBrokenException broken = assertThrows(StreamBrokenException.class, () -> deframer.next());

    assertTrue(broken.toString().contains(Integer.toString(length)), broken::toString);
  }

  @Test
  void theLargestPacketPassesAndHalfALengthIsWaitedFor() throws StreamBrokenException {
    ByteBuffer memory = ByteBuffer.allocate(LARGEST + 2);
    StreamDeframer deframer = new StreamDeframer(memory, LARGEST);
    memory.put(0, (byte) (LARGEST >>> 8)).put(1, (byte) LARGEST);
    deframer.received(1);
    assertEquals(0, deframer.next());
    deframer.received(1);
    assertEquals(0, deframer.next());
    deframer.received(LARGEST);
    assertEquals(LARGEST, deframer.next());
  }

  @Test
  void moreThanRoomIsRefusedOnEitherSide() {
    StreamFramer framer = new StreamFramer(ByteBuffer.allocate(20));
    assertTrue(framer.append(new byte[10], 0, 10));
    assertFalse(framer.append(new byte[7], 0, 7));
    assertTrue(framer.append(new byte[6], 0, 6));
    assertFalse(framer.append(new byte[0], 0, 0));
    assertThrows(IllegalArgumentException.class, () -> framer.written(21));
    StreamFramer large = new StreamFramer(ByteBuffer.allocate(100_000));
    assertFalse(large.append(new byte[65_536], 0, 65_536));
    StreamDeframer deframer = new StreamDeframer(ByteBuffer.allocate(20), 18);
    assertThrows(IllegalArgumentException.class, () -> deframer.received(21));
    assertThrows(
        IllegalArgumentException.class, () -> new StreamDeframer(ByteBuffer.allocate(20), 19));
  }

  @Test
  void largerTunnelsMayHaveLargerPackets() {
    assertEquals(1800, StreamFrame.largestPacket(1500));
    assertEquals(9200, StreamFrame.largestPacket(9000));
    assertEquals(65_535, StreamFrame.largestPacket(65_400));
  }
}
