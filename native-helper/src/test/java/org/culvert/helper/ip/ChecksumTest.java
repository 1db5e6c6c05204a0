package org.culvert.helper.ip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class ChecksumTest {
  @Test
  void sumsTheExampleOfTheRfc() {
    byte[] bytes = HexFormat.of().parseHex("0001f203f4f5f6f7");

    assertEquals(0xddf2, Checksum.sum(bytes, 0, 8));
    assertEquals(0x220d, Checksum.of(Checksum.sum(bytes, 0, 8)));
  }

  @Test
  void anOddByteAtTheEndIsTheFirstOfAWord() {
    byte[] bytes = HexFormat.of().parseHex("0001f2");

    assertEquals(0xf201, Checksum.sum(bytes, 0, 3));
  }

  @Test
  void anythingWithItsOwnChecksumIsValid() {
    byte[] header = HexFormat.of().parseHex("450000730000400040110000c0a80001c0a800c7");
    int checksum = Checksum.of(Checksum.sum(header, 0, header.length));
    assertEquals(0xb861, checksum);

    Naive.put16(header, 10, checksum);
    assertTrue(Checksum.isValid(Checksum.sum(header, 0, header.length)));
    header[3]++;
    assertFalse(Checksum.isValid(Checksum.sum(header, 0, header.length)));
  }

  @Test
  void theLargestRangeDoesNotOverflow() {
    byte[] bytes = new byte[1 << 20];
    Arrays.fill(bytes, (byte) 0xff);

    assertEquals(0xffff, Checksum.sum(bytes, 0, bytes.length));
    assertEquals(0xff00, Checksum.sum(bytes, 1, 0xffff));
  }

  @Test
  void onlyZerosHaveTheSumZero() {
    byte[] bytes = new byte[64];
    assertEquals(0, Checksum.sum(bytes, 0, 64));

    Naive.put16(bytes, 8, 0xfffe);
    Naive.put16(bytes, 30, 1);
    assertEquals(0xffff, Checksum.sum(bytes, 0, 64));
  }

  @Test
  void foldsWhatThousandsOfSumsGive() {
    assertEquals(0xffff, Checksum.fold(0x7fff * 0xffff));
    assertEquals(1, Checksum.fold(0x10000));
    assertEquals(0xffff, Checksum.fold(0x1fffe));
  }
}
