package org.culvert.helper.linux.echo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.OptionalInt;
import org.culvert.helper.ip.Checksum;
import org.junit.jupiter.api.Test;

class EchoMessageTest {
  private static final long MARK = 0x1122334455667788L;

  @Test
  void aRequestHasItsNumberItsMarkAndAChecksum() {
    byte[] request = EchoMessage.request(false, 0xfffe, MARK);
    assertEquals("0800", HexFormat.of().formatHex(request, 0, 2));
    assertEquals("7788fffe1122334455667788", HexFormat.of().formatHex(request, 4, 16));
    assertTrue(Checksum.isValid(Checksum.sum(request, 0, request.length)));
    assertEquals(
        "800000007788fffe1122334455667788",
        HexFormat.of().formatHex(EchoMessage.request(true, 0xfffe, MARK)));
  }

  @Test
  void anAnswerIsKnownByItsMark() {
    byte[] answer = EchoMessage.request(false, 0xfffe, MARK);
    answer[0] = 0;
    assertEquals(OptionalInt.of(0xfffe), EchoMessage.answered(answer, 16, false, false, MARK));
    assertEquals(OptionalInt.empty(), EchoMessage.answered(answer, 16, false, false, MARK + 1));
    assertEquals(OptionalInt.empty(), EchoMessage.answered(answer, 16, true, false, MARK));
    assertEquals(OptionalInt.empty(), EchoMessage.answered(answer, 15, false, false, MARK));
  }

  @Test
  void aHeaderInFrontIsPassedOverHoweverLongItSaysItIs() {
    byte[] answer = EchoMessage.request(true, 7, MARK);
    answer[0] = (byte) 129;
    byte[] packet = new byte[64];
    packet[0] = 0x46;
    System.arraycopy(answer, 0, packet, 24, answer.length);
    assertEquals(OptionalInt.of(7), EchoMessage.answered(packet, 40, true, true, MARK));
    for (int length = 0; length < 40; length++) {
      byte[] cut = Arrays.copyOf(packet, 64);
      assertEquals(OptionalInt.empty(), EchoMessage.answered(cut, length, true, true, MARK));
    }
  }
}
