package org.culvert.core.data;

import java.util.Arrays;

/**
 * Packets inside the tunnel that are not for the network but for the peer (wire reference 8.9).
 * They are recognised by sixteen bytes that no IP packet begins with.
 */
public enum InBandMessage {
  /** An ordinary packet. */
  NONE,
  /** A sign of life; has served by arriving. */
  PING,
  /** The peer leaves. */
  OCC_EXIT,
  /** Some other request about options; ignored by a client. */
  OCC_OTHER;

  private static final byte[] PING_BYTES = {
    0x2a,
    0x18,
    0x7b,
    (byte) 0xf3,
    0x64,
    0x1e,
    (byte) 0xb4,
    (byte) 0xcb,
    0x07,
    (byte) 0xed,
    0x2d,
    0x0a,
    (byte) 0x98,
    0x1f,
    (byte) 0xc7,
    0x48
  };
  private static final byte[] OCC_BYTES = {
    0x28,
    0x7f,
    0x34,
    0x6b,
    (byte) 0xd4,
    (byte) 0xef,
    0x7a,
    (byte) 0x81,
    0x2d,
    0x56,
    (byte) 0xb8,
    (byte) 0xd3,
    (byte) 0xaf,
    (byte) 0xc5,
    0x45,
    (byte) 0x9c
  };
  private static final byte EXIT_TYPE = 6;

  /** What a packet is after opening; anything in it is allowed. */
  public static InBandMessage classify(byte[] packet, int offset, int length) {
    if (length < PING_BYTES.length) {
      return NONE;
    }
    // The first byte decides for all real traffic.
    return switch (packet[offset]) {
      case 0x2a ->
          length == PING_BYTES.length && startsWith(packet, offset, PING_BYTES) ? PING : NONE;
      case 0x28 -> startsWith(packet, offset, OCC_BYTES) ? occ(packet, offset, length) : NONE;
      default -> NONE;
    };
  }

  private static InBandMessage occ(byte[] packet, int offset, int length) {
    int typeAt = OCC_BYTES.length;
    return length == typeAt + 1 && packet[offset + typeAt] == EXIT_TYPE ? OCC_EXIT : OCC_OTHER;
  }

  private static boolean startsWith(byte[] packet, int offset, byte[] prefix) {
    return Arrays.equals(packet, offset, offset + prefix.length, prefix, 0, prefix.length);
  }

  /** The plaintext of a ping, a fresh array. */
  public static byte[] ping() {
    return PING_BYTES.clone();
  }

  /** The plaintext that says that we leave, a fresh array. */
  public static byte[] occExit() {
    byte[] message = Arrays.copyOf(OCC_BYTES, OCC_BYTES.length + 1);
    message[OCC_BYTES.length] = EXIT_TYPE;
    return message;
  }
}
