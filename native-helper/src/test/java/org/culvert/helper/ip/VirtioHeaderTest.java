package org.culvert.helper.ip;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Golden bytes are those of a little-endian machine. */
final class VirtioHeaderTest {
  @Test
  void hasTheLayoutOfTheStruct() {
    byte[] array = new byte[12];
    VirtioHeader.write(
        array, 1, VirtioHeader.NEEDS_CSUM, VirtioHeader.GSO_TCPV6, 0x4852, 0x0578, 0x2829, 0x1011);

    assertEquals("000104524878052928111000", HexFormat.of().formatHex(array));
  }

  @Test
  void readsWhatWasWritten() {
    byte[] array = HexFormat.of().parseHex("ff028534127856bc9af0deff");

    assertEquals(VirtioHeader.DATA_VALID, VirtioHeader.flags(array, 1));
    assertEquals(VirtioHeader.GSO_UDP_L4 | VirtioHeader.GSO_ECN, VirtioHeader.gsoType(array, 1));
    assertEquals(0x1234, VirtioHeader.headerLength(array, 1));
    assertEquals(0x5678, VirtioHeader.gsoSize(array, 1));
    assertEquals(0x9abc, VirtioHeader.csumStart(array, 1));
    assertEquals(0xdef0, VirtioHeader.csumOffset(array, 1));
  }

  @Test
  void aPlainOneIsAllZero() {
    byte[] array = new byte[12];
    Arrays.fill(array, (byte) 7);

    VirtioHeader.writePlain(array, 1);

    assertEquals("070000000000000000000007", HexFormat.of().formatHex(array));
  }
}
