package org.culvert.helper.linux.names;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DnsMessageTest {
  private static final byte[] QUESTION = DnsMessage.question(0x1234, "vpn.example.", DnsMessage.A);
  private static final String HEAD =
      "1234 8180 0001 0003 0000 0000 03 76706e 07 6578616d706c65 00 0001 0001";
  private static final String ALIAS = "c00c 0005 0001 0000003c 0004 01 61 c010";
  private static final String ADDRESS = "c00c 0001 0001 0000003c 0004 c6336407";
  private static final String OTHER =
      "c00c 001c 0001 0000003c 0010 20010db8000000000000000000000007";

  private static byte[] bytes(String... hex) {
    return HexFormat.of().parseHex(String.join("", hex).replace(" ", ""));
  }

  @Test
  void aQuestionIsWrittenAsRfc1035Says() {
    assertArrayEquals(
        bytes("1234 0100 0001 0000 0000 0000 03 76706e 07 6578616d706c65 00 0001 0001"), QUESTION);
    assertThrows(
        IllegalArgumentException.class, () -> DnsMessage.question(1, "a..b", DnsMessage.A));
  }

  @Test
  void addressesAtTheEndOfAnAliasAreFound() {
    assertEquals(
        Optional.of(
            List.of(InetAddress.ofLiteral("198.51.100.7"), InetAddress.ofLiteral("2001:db8::7"))),
        DnsMessage.addresses(QUESTION, bytes(HEAD, ALIAS, ADDRESS, OTHER)));
  }

  @Test
  void aRefusalHasNoAddresses() {
    byte[] refused = bytes(HEAD.replace("8180", "8183").replace("0003", "0000"));
    assertEquals(Optional.of(List.of()), DnsMessage.addresses(QUESTION, refused));
  }

  @Test
  void whatIsNoAnswerToTheQuestionIsNone() {
    byte[] answer = bytes(HEAD, ALIAS, ADDRESS, OTHER);
    for (int at : new int[] {0, 2, 5, 14}) {
      byte[] other = answer.clone();
      other[at] ^= (byte) 0x80;
      assertEquals(Optional.empty(), DnsMessage.addresses(QUESTION, other), "byte " + at);
    }
    for (int length = 0; length < answer.length; length++) {
      assertEquals(Optional.empty(), DnsMessage.addresses(QUESTION, Arrays.copyOf(answer, length)));
    }
  }

  @Test
  void resolversOnThisMachineAreNotAsked() {
    assertEquals(
        List.of(InetAddress.ofLiteral("192.0.2.53"), InetAddress.ofLiteral("2001:db8::53")),
        MarkedLookup.named(
            """
            # nameserver 192.0.2.1
            nameserver 127.0.0.53
            nameserver 192.0.2.53
             nameserver  2001:db8::53
            nameserver example
            options edns0
            """));
  }
}
