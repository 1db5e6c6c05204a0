package org.culvert.core.wire;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The fixed inputs of the published test vectors (wire reference 14). */
public final class Samples {
  public static final SessionId CLIENT = new SessionId(0xc0c1c2c3c4c5c6c7L);
  public static final SessionId SERVER = new SessionId(0xd0d1d2d3d4d5d6d7L);
  public static final long TIME = 0x65000000L;

  private static final byte[] NOTHING = {};

  private Samples() {}

  /** Bytes of hexadecimal text, spaces ignored. */
  public static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }

  public static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  /** {@code length} bytes counting up from {@code first}. */
  public static byte[] counting(int first, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (first + i);
    }
    return bytes;
  }

  public static ControlPacket clientReset() {
    return new ControlPacket(
        Opcode.CONTROL_HARD_RESET_CLIENT_V2, 0, CLIENT, List.of(), Optional.empty(), 0, NOTHING);
  }

  public static ControlPacket serverReset() {
    return new ControlPacket(
        Opcode.CONTROL_HARD_RESET_SERVER_V2,
        0,
        SERVER,
        List.of(0),
        Optional.of(CLIENT),
        0,
        NOTHING);
  }

  /** A copy of {@code valid} with up to four bits, its length, or both changed. */
  public static byte[] mutate(byte[] valid, RandomGenerator random) {
    byte[] bytes = valid.clone();
    int kind = random.nextInt(4);
    if (kind > 0) {
      for (int flips = random.nextInt(1, 5); flips > 0; flips--) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      }
    }
    if (kind == 0 || kind == 1) {
      int length =
          random.nextBoolean()
              ? random.nextInt(bytes.length)
              : bytes.length + random.nextInt(1, 40);
      bytes = Arrays.copyOf(bytes, length);
    }
    return bytes;
  }
}
