package org.culvert.helper.ip;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Numbers in network order within arrays, at any offset. */
final class BigEndian {
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private BigEndian() {}

  /** Two bytes without sign. */
  static int getShort(byte[] array, int offset) {
    return (short) SHORT.get(array, offset) & 0xffff;
  }

  static void putShort(byte[] array, int offset, int value) {
    SHORT.set(array, offset, (short) value);
  }

  static int getInt(byte[] array, int offset) {
    return (int) INT.get(array, offset);
  }

  static void putInt(byte[] array, int offset, int value) {
    INT.set(array, offset, value);
  }

  static long getLong(byte[] array, int offset) {
    return (long) LONG.get(array, offset);
  }
}
