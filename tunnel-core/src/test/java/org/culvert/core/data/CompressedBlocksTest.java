package org.culvert.core.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import java.util.zip.CRC32;
import org.culvert.core.wire.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Blocks that the reference libraries compressed; see the README beside them. */
class CompressedBlocksTest {
  private static byte[] block(String name) throws IOException {
    try (InputStream in = CompressedBlocksTest.class.getResourceAsStream("compressed/" + name)) {
      assertNotNull(in, name);
      return in.readAllBytes();
    }
  }

  private static int decompress(String kind, byte[] block, byte[] target, int limit) {
    return kind.equals("lz4")
        ? Lz4Block.decompress(block, 0, block.length, target, 7, limit)
        : new LzoBlock().decompress(block, 0, block.length, target, 7, limit);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 500a1b4c",
    "1, 3, e4f9430e",
    "2, 4, 34dd1c36",
    "3, 20, 92fa893a",
    "4, 200, 36ca8914",
    "5, 1400, ac3f7530",
    "7, 65000, 80fb932f",
  })
  void whatTheLibrariesCompressedComesBack(int sample, int length, String crc) throws IOException {
    for (String kind : new String[] {"lzo", "lzo9", "lz4"}) {
      byte[] target = new byte[length + 14];
      assertEquals(length, decompress(kind, block(sample + "." + kind), target, length), kind);
      CRC32 sum = new CRC32();
      sum.update(target, 7, length);
      assertEquals(crc, String.format("%08x", sum.getValue()), kind);
      assertEquals(-1, decompress(kind, block(sample + "." + kind), target, length - 1), kind);
    }
  }

  @Test
  void damagedBlocksNeverWriteBeyondTheLimitThrowOrRunForEver() throws IOException {
    Random random = new Random(5);
    for (String kind : new String[] {"lzo", "lzo9", "lz4"}) {
      for (int sample : new int[] {0, 3, 4, 5, 7}) {
        byte[] valid = block(sample + "." + kind);
        for (int i = 0; i < 3000; i++) {
          byte[] bytes = Samples.mutate(valid, random);
          int limit = random.nextInt(3000);
          byte[] target = new byte[7 + limit + 7];
          int length = decompress(kind, bytes, target, limit);
          assertTrue(length >= -1 && length <= limit);
          for (int at = 0; at < 7; at++) {
            assertEquals(0, target[at] | target[7 + limit + at]);
          }
        }
      }
    }
  }

  @Test
  void noiseIsNoBlock() {
    Random random = new Random(6);
    byte[] target = new byte[2014];
    for (int i = 0; i < 100_000; i++) {
      byte[] bytes = new byte[random.nextInt(80)];
      random.nextBytes(bytes);
      assertTrue(decompress("lzo", bytes, target, 2000) <= 2000);
      assertTrue(decompress("lz4", bytes, target, 2000) <= 2000);
    }
  }

  @Test
  void endlessLengthsEnd() {
    byte[] zeros = new byte[60_000];
    assertEquals(-1, decompress("lzo", zeros, new byte[2014], 2000));
    byte[] full = new byte[60_000];
    java.util.Arrays.fill(full, (byte) 0xff);
    assertEquals(-1, decompress("lz4", full, new byte[2014], 2000));
  }
}
