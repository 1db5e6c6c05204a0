package org.culvert.core.data;

import static org.culvert.core.wire.Samples.hex;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.culvert.core.keys.DataCipher;
import org.culvert.core.keys.DataFormat;
import org.culvert.core.wire.CompressionFraming;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FramingTest {
  private static final byte[] SCRATCH = new byte[65_535];

  private static String unframed(CompressionFraming framing, boolean decompress, String packet) {
    byte[] room = Arrays.copyOf(hex(packet), 200);
    int length = new Unframer(framing, decompress).unframe(room, 0, packet.length() / 2, SCRATCH);
    return length < 0 ? Integer.toString(length) : hex(Arrays.copyOf(room, length));
  }

  @ParameterizedTest
  @CsvSource({
    "NONE, 45000014, 45000014",
    "LZO, 45000014, fa45000014",
    "STUB, 45000014, fb00001445",
    "LZ4, 45000014, fb00001445",
    "STUB_V2, 45000014, 45000014",
    "LZ4_V2, 45000014, 45000014",
    "STUB_V2, 50000014, 500050000014",
    "LZ4_V2, 50, 500050",
  })
  void aPacketIsMarkedAsPublishedAndTheMarkComesOff(
      CompressionFraming framing, String packet, String expected) {
    byte[] bytes = hex(packet);
    Framer framer = new Framer(framing);
    boolean left = framer.leaves(bytes, 0, bytes.length);
    int length = left ? bytes.length : framer.frame(bytes, 0, bytes.length);
    assertEquals(expected, hex(Arrays.copyOf(left ? bytes : framer.framed(), length)));
    assertEquals(packet, unframed(framing, false, expected));
  }

  /** LZ4: token of four literals. LZO: four literals, and the end. */
  @ParameterizedTest
  @CsvSource({
    "LZO, 661545000014110000",
    "LZ4, 694500001440",
    "STUB, 694500001440",
    "LZ4_V2, 50014045000014",
    "STUB_V2, 50021545000014110000",
  })
  void compressedPacketsAreReadOnlyWhereTheProfileAllowsThem(
      CompressionFraming framing, String packet) {
    assertEquals("45000014", unframed(framing, true, packet));
    assertEquals(
        Integer.toString(DataChannel.DROPPED_COMPRESSED), unframed(framing, false, packet));
  }

  @ParameterizedTest
  @CsvSource({"LZO, 45000014", "STUB, fb", "LZ4, 69", "STUB_V2, 50", "STUB_V2, 5003aabb"})
  void anUnknownMarkIsDropped(CompressionFraming framing, String packet) {
    assertEquals(Integer.toString(DataChannel.DROPPED_FRAMING), unframed(framing, true, packet));
  }

  @ParameterizedTest
  @EnumSource(CompressionFraming.class)
  void noiseNeverThrows(CompressionFraming framing) {
    Random random = new Random(9);
    Unframer unframer = new Unframer(framing, true);
    int[] marks = {0x50, 0x66, 0x69, 0xfa, 0xfb, 0x45};
    for (int i = 0; i < 50_000; i++) {
      byte[] bytes = new byte[100];
      random.nextBytes(bytes);
      bytes[0] = (byte) marks[random.nextInt(marks.length)];
      bytes[1] = random.nextBoolean() ? (byte) random.nextInt(4) : bytes[1];
      assertTrue(unframer.unframe(bytes, 0, random.nextInt(1, 90), SCRATCH) <= 100);
    }
  }

  @Test
  void theChannelFramesCountsAndDrops() {
    DataChannel sender = channel(CompressionFraming.LZ4_V2, true);
    DataChannel plain = channel(CompressionFraming.NONE, true);
    DataChannel receiver = channel(CompressionFraming.LZ4_V2, false);
    byte[] target = new byte[100];
    byte[] compressed = hex("50014045000014");
    byte[] datagram = new byte[200];
    int length = plain.seal(compressed, 0, compressed.length, datagram, 0);
    assertEquals(DataChannel.DROPPED_COMPRESSED, receiver.open(datagram, 0, length, target, 0));
    assertEquals(0, receiver.newestKeyIdReceived());
    assertEquals(24 + 2 + 9, sender.seal(hex("50000000000000000000"), 0, 9, datagram, 0));
    length = plain.seal(hex("5009"), 0, 2, datagram, 0);
    assertEquals(DataChannel.DROPPED_FRAMING, receiver.open(datagram, 0, length, target, 0));
    assertEquals(1, receiver.counters().droppedCompressed());
    assertEquals(1, receiver.counters().droppedFraming());
  }

  private static DataChannel channel(CompressionFraming framing, boolean client) {
    DataChannel channel =
        new DataChannel(
            new DataSettings(
                7, DataFormat.of(DataCipher.AES_256_GCM), framing, false, RenewalLimits.NONE));
    channel.install(DataChannelTest.keys(0, DataCipher.AES_256_GCM, client));
    channel.activate(0);
    return channel;
  }
}
