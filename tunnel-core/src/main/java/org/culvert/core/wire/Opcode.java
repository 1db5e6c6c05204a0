package org.culvert.core.wire;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a packet is: the upper five bits of its first byte, whose lower three are the key id (wire
 * reference 1.1). The obsolete opcodes 1 and 2 are not among them and are dropped like unknown
 * ones.
 */
public enum Opcode {
  CONTROL_SOFT_RESET_V1(3),
  CONTROL_V1(4),
  ACK_V1(5),
  DATA_V1(6),
  CONTROL_HARD_RESET_CLIENT_V2(7),
  CONTROL_HARD_RESET_SERVER_V2(8),
  DATA_V2(9),
  CONTROL_HARD_RESET_CLIENT_V3(10),
  CONTROL_WKC_V1(11);

  private static final @Nullable Opcode[] BY_CODE = new @Nullable Opcode[32];

  static {
    for (Opcode opcode : values()) {
      BY_CODE[opcode.code] = opcode;
    }
  }

  private final int code;

  Opcode(int code) {
    this.code = code;
  }

  /** The number on the wire, 3 to 11. */
  public int code() {
    return code;
  }

  /** Whether the packet belongs to the data channel. */
  public boolean isData() {
    return this == DATA_V1 || this == DATA_V2;
  }

  /** The opcode of a packet that begins with {@code firstByte}; empty when there is none such. */
  public static Optional<Opcode> of(byte firstByte) {
    return Optional.ofNullable(BY_CODE[(firstByte & 0xff) >>> 3]);
  }

  /** The key id, 0 to 7, of a packet that begins with {@code firstByte}. */
  public static int keyId(byte firstByte) {
    return firstByte & 7;
  }

  /** The first byte of a packet with this opcode. */
  public byte firstByte(int keyId) {
    if (keyId < 0 || keyId > 7) {
      throw new IllegalArgumentException("key id " + keyId + " is not within 0 to 7");
    }
    return (byte) (code << 3 | keyId);
  }
}
