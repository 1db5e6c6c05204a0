package org.culvert.core.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class IpPrefixTest {
  @ParameterizedTest
  @CsvSource({
    "10.8.0.1, 10.8.0.1",
    "fd08:0:0:0:0:0:0:1, fd08::1",
    "0:0:0:0:0:0:0:0, ::",
    "0:0:0:0:0:0:0:1, ::1",
    "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "1:0:0:0:0:0:0:0, 1::"
  })
  void addressesAreWrittenAsPeopleWriteThem(String given, String expected) {
    assertEquals(expected, IpPrefix.text(InetAddress.ofLiteral(given)));
  }

  @Property
  void theShortFormMeansTheSameAddress(@ForAll @Size(16) byte[] bytes) throws Exception {
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] % 3 != 0) {
        bytes[i] = 0; // runs of zeros are what is hard about it
      }
    }
    InetAddress address = InetAddress.getByAddress(bytes);
    if (address.getAddress().length == 16) {
      assertEquals(address, InetAddress.ofLiteral(IpPrefix.text(address)));
    }
  }

  @Test
  void aPrefixContainsItsNetworkOnly() {
    IpPrefix prefix = new IpPrefix(InetAddress.ofLiteral("10.8.1.77"), 23);
    assertEquals("10.8.0.0/23", prefix.network().toString());
    assertTrue(prefix.contains(InetAddress.ofLiteral("10.8.0.1")));
    assertFalse(prefix.contains(InetAddress.ofLiteral("10.8.2.1")));
    assertFalse(prefix.contains(InetAddress.ofLiteral("::a08:1")));
  }
}
