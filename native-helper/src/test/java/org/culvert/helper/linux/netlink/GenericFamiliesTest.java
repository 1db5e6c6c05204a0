package org.culvert.helper.linux.netlink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Bytes are those of Linux 7.2.13 on a little-endian machine (kernel reference, appendix A). */
final class GenericFamiliesTest {
  private static final String REPLY =
      "0001000010000000c81600008b00000001020000090002006f76706e000000000600010025000000"
          + "080003000100000008000400000000000800050000000000a4000600140001000800010001000000"
          + "080002000b000000140002000800010002000000080002000b000000140003000800010003000000"
          + "080002000f000000140004000800010004000000080002000b000000140005000800010006000000"
          + "080002000b000000140006000800010007000000080002000b000000140007000800010008000000"
          + "080002000b00000014000800080001000a000000080002000b0000001c0007001800010008000200"
          + "130000000a0001007065657273000000";

  @Test
  void asksForAFamilyByItsName() {
    assertEquals(
        "2000000010000500c81600000000000003010000090002006f76706e00000000",
        HexFormat.of().formatHex(GenericFamilies.request("ovpn").bytes(0x16c8)));
  }

  @Test
  void readsAFamilysNumbers() {
    ByteBuffer bytes = ByteBuffer.wrap(HexFormat.of().parseHex(REPLY));
    assertEquals(
        new GenericFamilies.Family(0x25, Set.of(1, 2, 3, 4, 6, 7, 8, 10), Map.of("peers", 0x13)),
        GenericFamilies.read(
            NetlinkMessage.split(bytes.order(ByteOrder.LITTLE_ENDIAN)).getFirst()));
  }

  @Test
  @Tag("net")
  void findsTheFamilyThatEveryKernelHas() throws IOException {
    assertEquals(Optional.of(16), GenericFamilies.find("nlctrl").map(GenericFamilies.Family::id));
    assertTrue(GenericFamilies.has("nlctrl"));
    assertFalse(GenericFamilies.has("culvert-none"));
    assertEquals(Optional.empty(), GenericFamilies.find("culvert-none"));
  }
}
