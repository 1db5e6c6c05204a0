package org.culvert.core.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MssClampTest {
  private static final int SYN = 0x02;
  private static final int SYN_ACK = 0x12;
  private static final int ACK = 0x10;
  private static final byte[] MSS_1460 = {2, 4, 0x05, (byte) 0xb4};

  @ParameterizedTest
  @CsvSource({"1400, 1400", "1460, 1460", "1500, 1460", "1, 1", "0, 1460", "-5, 1460"})
  void onlyLowersTheSegmentSize(int max, int expected) {
    byte[] packet = ipv4(SYN, MSS_1460);
    assertEquals(expected != 1460, MssClamp.clamp(packet, 0, packet.length, max));
    assertEquals(expected, u16(packet, 42));
    assertEquals(0, checksum(packet));
  }

  @Test
  void theOtherSidesAnswerIsClampedToo() {
    byte[] packet = ipv4(SYN_ACK, MSS_1460);
    assertTrue(MssClamp.clamp(packet, 0, packet.length, 1400));
    assertEquals(0, checksum(packet));
  }

  @Test
  void overIpv6ItIsTwentyLess() {
    byte[] packet = ipv6(SYN, MSS_1460);
    assertTrue(MssClamp.clamp(packet, 0, packet.length, 1400));
    assertEquals(1380, u16(packet, 62));
    assertEquals(0, checksum(packet));
  }

  @Test
  void anOptionAtAnOddPlaceKeepsTheChecksumRight() {
    byte[] packet = ipv4(SYN, new byte[] {1, 2, 4, 0x05, (byte) 0xb4, 1, 1, 0});
    assertTrue(MssClamp.clamp(packet, 0, packet.length, 1257));
    assertEquals(1257, u16(packet, 43));
    assertEquals(0, checksum(packet));
  }

  @Test
  void extensionHeadersAreStepped() {
    byte[] plain = ipv6(SYN, MSS_1460);
    byte[] packet = new byte[plain.length + 8];
    System.arraycopy(plain, 0, packet, 0, 40);
    System.arraycopy(plain, 40, packet, 48, plain.length - 40);
    packet[4] = (byte) ((packet.length - 40) >> 8);
    packet[5] = (byte) (packet.length - 40);
    packet[6] = 60;
    packet[40] = 6;
    assertTrue(MssClamp.clamp(packet, 0, packet.length, 1400));
    assertEquals(1380, u16(packet, 70));
    packet[6] = 44;
    assertFalse(MssClamp.clamp(packet, 0, packet.length, 1000));
  }

  @Test
  void whatIsNoWholeSynIsLeftAlone() {
    assertUntouched(ipv4(ACK, MSS_1460));
    byte[] fragment = ipv4(SYN, MSS_1460);
    fragment[6] = 0x20;
    assertUntouched(fragment);
    byte[] udp = ipv4(SYN, MSS_1460);
    udp[9] = 17;
    assertUntouched(udp);
    byte[] longer = ipv4(SYN, MSS_1460);
    longer[3]++;
    assertUntouched(longer);
    byte[] tooManyOptions = ipv4(SYN, MSS_1460);
    tooManyOptions[32] = (byte) 0x70;
    assertUntouched(tooManyOptions);
    assertUntouched(ipv4(SYN, new byte[] {2, 3, 5, 0}));
    assertUntouched(ipv4(SYN, new byte[] {8, 0, 2, 4}));
    assertUntouched(ipv4(SYN, new byte[] {0, 2, 4, 5, 5, 0, 0, 0}));
    assertUntouched(ipv4(SYN, new byte[] {1, 1, 1, 2}));
  }

  @Test
  void theDontFragmentBitIsNoFragment() {
    byte[] packet = ipv4(SYN, MSS_1460);
    packet[6] = 0x40;
    assertTrue(MssClamp.clamp(packet, 0, packet.length, 1400));
  }

  @Property
  void anySegmentSizeKeepsTheChecksumRight(
      @ForAll @IntRange(max = 65_535) int mss,
      @ForAll @IntRange(min = 1, max = 65_535) int max,
      @ForAll boolean odd) {
    byte hi = (byte) (mss >> 8);
    byte lo = (byte) mss;
    byte[] packet =
        ipv4(SYN, odd ? new byte[] {1, 2, 4, hi, lo, 0, 0, 0} : new byte[] {2, 4, hi, lo});
    MssClamp.clamp(packet, 0, packet.length, max);
    assertEquals(Math.min(mss, max), u16(packet, odd ? 43 : 42));
    assertEquals(0, checksum(packet));
  }

  @Property
  void noBytesMakeItReachOutside(@ForAll @Size(max = 120) byte[] bytes, @ForAll boolean ipv6) {
    byte[] packet = bytes.clone();
    if (packet.length > 20) {
      packet[0] = (byte) (ipv6 ? 0x60 : 0x45);
      packet[ipv6 ? 6 : 9] = 6;
      packet[ipv6 ? 5 : 3] = (byte) (packet.length - (ipv6 ? 40 : 0));
      packet[ipv6 ? 4 : 2] = 0;
    }
    byte[] padded = new byte[packet.length + 200];
    Arrays.fill(padded, (byte) 2);
    System.arraycopy(packet, 0, padded, 100, packet.length);
    byte[] before = padded.clone();
    MssClamp.clamp(padded, 100, packet.length, 1);
    MssClamp.clamp(packet, 0, packet.length, 1);
    assertArrayEquals(Arrays.copyOf(before, 100), Arrays.copyOf(padded, 100));
    int end = 100 + packet.length;
    assertArrayEquals(
        Arrays.copyOfRange(before, end, before.length),
        Arrays.copyOfRange(padded, end, padded.length));
  }

  private static void assertUntouched(byte[] packet) {
    byte[] before = packet.clone();
    assertFalse(MssClamp.clamp(packet, 0, packet.length, 500));
    assertArrayEquals(before, packet);
  }

  private static byte[] ipv4(int flags, byte[] options) {
    ByteBuffer packet = ByteBuffer.allocate(20 + 20 + options.length);
    packet.put((byte) 0x45).put((byte) 0).putShort((short) packet.capacity());
    packet.putInt(0).put((byte) 64).put((byte) 6).putShort((short) 0);
    packet.putInt(0x0a080002).putInt(0x0a080001);
    return withTcp(packet, flags, options);
  }

  private static byte[] ipv6(int flags, byte[] options) {
    ByteBuffer packet = ByteBuffer.allocate(40 + 20 + options.length);
    packet.putInt(0x60000000).putShort((short) (20 + options.length)).put((byte) 6).put((byte) 64);
    packet.putLong(0xfd00000000000000L).putLong(2).putLong(0xfd00000000000000L).putLong(1);
    return withTcp(packet, flags, options);
  }

  private static byte[] withTcp(ByteBuffer packet, int flags, byte[] options) {
    int tcp = packet.position();
    packet.putShort((short) 40_000).putShort((short) 443).putInt(0x12345678).putInt(0);
    packet.put((byte) ((5 + options.length / 4) << 4)).put((byte) flags);
    packet.putShort((short) 64_240).putShort((short) 0).putShort((short) 0).put(options);
    packet.putShort(tcp + 16, (short) checksum(bytesOf(packet)));
    return bytesOf(packet);
  }

  private static byte[] bytesOf(ByteBuffer packet) {
    byte[] bytes = new byte[packet.capacity()];
    packet.get(0, bytes);
    return bytes;
  }

  /** Over the pseudo header and the segment; 0 when the one in the packet is right. */
  private static int checksum(byte[] packet) {
    boolean ipv6 = packet[0] >> 4 == 6;
    int tcp = ipv6 ? 40 : 20;
    long sum = 6L + packet.length - tcp;
    for (int i = ipv6 ? 8 : 12; i < packet.length; i += 2) {
      sum += u16(packet, i);
    }
    while (sum > 0xffff) {
      sum = (sum & 0xffff) + (sum >>> 16);
    }
    return (int) (~sum & 0xffff);
  }

  private static int u16(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
  }
}
