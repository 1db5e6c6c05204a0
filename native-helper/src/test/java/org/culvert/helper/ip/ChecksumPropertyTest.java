package org.culvert.helper.ip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The fast sum is that of the naive one. */
final class ChecksumPropertyTest {
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
