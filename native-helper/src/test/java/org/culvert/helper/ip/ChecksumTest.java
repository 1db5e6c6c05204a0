package org.culvert.helper.ip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
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

  @Property
  void isThatOfTheNaiveSumAtEveryOffsetAndLength(
      @ForAll @Size(max = 400) byte[] bytes, @ForAll @IntRange(max = 17) int skip) {
    int offset = Math.min(skip, bytes.length);

    assertEquals(
        Naive.sum(Naive.slice(bytes, offset)), Checksum.sum(bytes, offset, bytes.length - offset));
  }

  @Property
  void rangesAreAddedAsPlainNumbers(
      @ForAll @Size(max = 400) byte[] bytes, @ForAll @IntRange(max = 200) int words) {
    int border = Math.min(words * 2, bytes.length & -2);

    int sum = Checksum.sum(bytes, 0, border) + Checksum.sum(bytes, border, bytes.length - border);

    assertEquals(Naive.sum(bytes), Checksum.fold(sum));
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

  @Property(tries = 200)
  void addsThePseudoHeader(
      @ForAll boolean ipv4, @ForAll boolean tcp, @ForAll @Size(max = 90) byte[] payload) {
    byte[] packet = PacketBuilder.of(ipv4, tcp).payload(payload).build();
    byte[] later = Naive.join(new byte[3], packet);
    int at = Naive.transport(packet);
    int length = packet.length - at;

    int pseudo = Checksum.pseudoHeader(later, 3, tcp ? 6 : 17, length);

    assertEquals(Naive.sum(Naive.pseudoHeader(packet)), Checksum.fold(pseudo));
    assertTrue(Checksum.isValid(pseudo + Checksum.sum(later, 3 + at, length)));
  }
}
