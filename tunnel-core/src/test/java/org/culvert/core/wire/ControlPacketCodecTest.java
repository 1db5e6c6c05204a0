package org.culvert.core.wire;

import static org.culvert.core.wire.Samples.hex;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ControlPacketCodecTest {
  private static final byte[] NOTHING = {};

  @Test
  void clientResetHasThePublishedBytes() {
    assertCoded("38 c0c1c2c3c4c5c6c7 00 00000000", Samples.clientReset());
  }

  @Test
  void serverResetHasThePublishedBytes() {
    assertCoded("40 d0d1d2d3d4d5d6d7 01 00000000 c0c1c2c3c4c5c6c7 00000000", Samples.serverReset());
  }

  @Test
  void ackHasThePublishedBytes() {
    assertCoded(
        "28 c0c1c2c3c4c5c6c7 02 00000000 00000001 d0d1d2d3d4d5d6d7",
        ControlPacket.ack(0, Samples.CLIENT, List.of(0, 1), Samples.SERVER));
  }

  @Test
  void controlMessageHasThePublishedBytes() {
    assertCoded(
        "20 c0c1c2c3c4c5c6c7 01 00000000 d0d1d2d3d4d5d6d7 00000001 16030100 0568656c6c6f",
        new ControlPacket(
            Opcode.CONTROL_V1,
            0,
            Samples.CLIENT,
            List.of(0),
            Optional.of(Samples.SERVER),
            1,
            hex("160301000568656c6c6f")));
  }

  @Test
  void malformedPacketsAreNotDecoded() {
    assertRejected("");
    assertRejected("38 c0c1c2c3c4c5c6c7");
    assertRejected("38 c0c1c2c3c4c5c6c7 00 000000"); // message id cut short
    assertRejected("38 0000000000000000 00 00000000"); // session id zero
    assertRejected("08 c0c1c2c3c4c5c6c7 00 00000000"); // obsolete opcode
    assertRejected("60 c0c1c2c3c4c5c6c7 00 00000000"); // unknown opcode 12
    assertRejected("48 c0c1c2c3c4c5c6c7 00 00000000"); // data
    assertRejected("20 c0c1c2c3c4c5c6c7 09" + "00000000".repeat(9) + "d0d1d2d3d4d5d6d7 00000001");
    assertRejected("20 c0c1c2c3c4c5c6c7 01 00000000 0000000000000000 00000001");
    assertRejected("20 c0c1c2c3c4c5c6c7 01 00000000 d0d1d2d3d4d5d6d7 000000");
    assertRejected("28 c0c1c2c3c4c5c6c7 02 00000000 00000001 d0d1d2d3d4d5d6");
    assertRejected("28 c0c1c2c3c4c5c6c7 01 00000000 d0d1d2d3d4d5d6d7 00"); // tail behind an ack
  }

  @Test
  void onlyTheGivenRangeOfAnArrayIsRead() {
    byte[] packet = ControlPacketCodec.encode(Samples.serverReset());
    byte[] around = new byte[packet.length + 20];
    System.arraycopy(packet, 0, around, 7, packet.length);
    assertEquals(
        Optional.of(Samples.serverReset()), ControlPacketCodec.decode(around, 7, packet.length));
    assertThrows(IndexOutOfBoundsException.class, () -> ControlPacketCodec.decode(around, 30, 100));
  }

  @Test
  void firstByteAndOpcodeAgree() {
    for (int value = 0; value < 256; value++) {
      byte first = (byte) value;
      Opcode.of(first)
          .ifPresent(opcode -> assertEquals(first, opcode.firstByte(Opcode.keyId(first))));
      assertEquals(value >>> 3 >= 3 && value >>> 3 <= 11, Opcode.of(first).isPresent());
    }
  }

  @Test
  void sessionIdsPrintAsOnTheWire() {
    assertEquals("c0c1c2c3c4c5c6c7", Samples.CLIENT.toString());
    assertEquals("c0c1c2c3c4c5c6c7", hex(Samples.CLIENT.bytes()));
    assertThrows(IllegalArgumentException.class, () -> new SessionId(0));
  }

  @Property(tries = 500)
  void everyPacketSurvivesTheRoundTrip(
      @ForAll Opcode opcode,
      @ForAll @IntRange(max = 7) int keyId,
      @ForAll @Size(max = 8) List<Integer> acks,
      @ForAll int messageId,
      @ForAll @Size(max = 100) byte[] payload) {
    if (opcode.isData()) {
      return;
    }
    ControlPacket packet =
        new ControlPacket(
            opcode, keyId, Samples.CLIENT, acks, Optional.of(Samples.SERVER), messageId, payload);
    byte[] bytes = ControlPacketCodec.encode(packet);
    assertEquals(Optional.of(packet), ControlPacketCodec.decode(bytes, 0, bytes.length));
  }

  @Test
  void mutatedPacketsAreDecodedExactlyOrNotAtAll() {
    Random random = new Random(1);
    byte[] valid =
        hex("20 c0c1c2c3c4c5c6c7 01 00000000 d0d1d2d3d4d5d6d7 00000001 160301000568656c6c6f");
    for (int i = 0; i < 100_000; i++) {
      byte[] bytes = Samples.mutate(valid, random);
      ControlPacketCodec.decode(bytes, 0, bytes.length)
          .ifPresent(packet -> assertEquals(hex(bytes), hex(ControlPacketCodec.encode(packet))));
    }
  }

  @Test
  void anAckHasNeitherMessageIdNorPayload() {
    var ack =
        new ControlPacket(
            Opcode.ACK_V1, 0, Samples.CLIENT, List.of(), Optional.empty(), 9, new byte[] {1});
    assertEquals(0, ack.messageId());
    assertEquals(0, ack.payload().length);
    assertEquals("28c0c1c2c3c4c5c6c700", hex(ControlPacketCodec.encode(ack)));
    assertEquals(NOTHING.length, ack.acks().size());
  }

  private static void assertCoded(String expected, ControlPacket packet) {
    byte[] bytes = hex(expected);
    assertEquals(hex(bytes), hex(ControlPacketCodec.encode(packet)));
    assertEquals(Optional.of(packet), ControlPacketCodec.decode(bytes, 0, bytes.length));
  }

  private static void assertRejected(String text) {
    byte[] bytes = hex(text);
    assertTrue(ControlPacketCodec.decode(bytes, 0, bytes.length).isEmpty(), text);
  }
}
