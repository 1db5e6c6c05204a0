package org.culvert.helper.linux.names;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostsFileTest {
  private static final HostsFile FILE =
      new HostsFile(
          """
          127.0.0.1 localhost
          # 192.0.2.1 vpn.example
          198.51.100.7\tother  VPN.example # the office
            2001:db8::7 vpn.example
          nonsense vpn.example
          192.0.2.9
          """);

  @Test
  void aNameHasTheAddressesOfAllItsLines() {
    assertEquals(
        List.of(InetAddress.ofLiteral("198.51.100.7"), InetAddress.ofLiteral("2001:db8::7")),
        FILE.all("vpn.example"));
    assertEquals(List.of(InetAddress.ofLiteral("198.51.100.7")), FILE.all("OTHER"));
  }

  @Test
  void aNameThatStandsNowhereHasNone() {
    assertEquals(List.of(), FILE.all("example"));
    assertEquals(List.of(), FILE.all("office"));
    assertEquals(List.of(), FILE.all("192.0.2.9"));
  }
}
