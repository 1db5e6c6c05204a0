package org.culvert.helper.ip;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a {@link Segmenter} makes of one read, each packet taken away as the data path does. */
final class Cutting {
  private static final int IN_FRONT = 13;
  private static final int BEHIND = 11;

  private Cutting() {}

  static List<byte[]> cut(Segmenter segmenter, byte[] read) {
    byte[] array = new byte[IN_FRONT + read.length + BEHIND];
    Arrays.fill(array, (byte) 0xa5);
    System.arraycopy(read, 0, array, IN_FRONT, read.length);
    List<byte[]> packets = new ArrayList<>();
    segmenter.begin(array, IN_FRONT, read.length);
    while (segmenter.next()) {
      int offset = segmenter.offset();
      packets.add(Arrays.copyOfRange(array, offset, offset + segmenter.length()));
    }
    for (int i = 0; i < IN_FRONT; i++) {
      assertEquals((byte) 0xa5, array[i], "a byte in front");
    }
    for (int i = array.length - BEHIND; i < array.length; i++) {
      assertEquals((byte) 0xa5, array[i], "a byte behind");
    }
    return packets;
  }
}
