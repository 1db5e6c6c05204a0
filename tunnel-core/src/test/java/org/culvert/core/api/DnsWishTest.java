package org.culvert.core.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DnsWishTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "server|server",
        " none |none",
        "9.9.9.9|9.9.9.9",
        "9.9.9.9, 2620:fe::fe|9.9.9.9,2620:fe::fe",
        "9.9.9.9,, 8.8.8.8|9.9.9.9,8.8.8.8",
        "192.168.1.1 9.9.9.9 192.168.1.1|192.168.1.1,9.9.9.9"
      })
  void whatIsTypedIsReadAndCanBeReadAgain(String typed, String text) {
    DnsWish wish = DnsWish.parse(typed);
    assertEquals(text, wish.text());
    assertEquals(wish, DnsWish.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dns.quad9.net",
        "9.9.9",
        "9.9.9.256",
        "9.9.9.9:53",
        "2620:fe::fe::1",
        "fe80::1%eth0",
        "Server",
        "[2620:fe::fe]"
      })
  void whatIsNoAddressIsNamed(String typed) {
    String said = refused(typed);
    assertTrue(said.contains("9.9.9.9 or 2620:fe::fe"), said);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"127.0.0.1", "::1", "0.0.0.0", "::", "169.254.0.1", "fe80::1", "224.0.0.251"})
  void whatATunnelCannotLeadToIsRefused(String typed) {
    String said = refused(typed);
    assertTrue(said.startsWith(typed + " cannot be asked through a tunnel"), said);
  }

  @Test
  void nobodyNeedsMoreThanEight() {
    List<String> nine =
        java.util.stream.IntStream.rangeClosed(1, 9).mapToObj(i -> "192.0.2." + i).toList();
    String said = refused(String.join(",", nine));
    assertEquals("These are 9 DNS servers; at most 8 can be asked.", said);
  }

  private static String refused(String typed) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> DnsWish.parse(typed)).getMessage());
  }
}
