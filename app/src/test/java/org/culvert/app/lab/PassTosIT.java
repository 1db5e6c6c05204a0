package org.culvert.app.lab;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Datagrams as urgent as the packets inside. */
@Tag("interop")
class PassTosIT {
  @RegisterExtension static final TestLab LAB = new TestLab();

  @ParameterizedTest
  @CsvSource({"OPENVPN_2_6, udp4, ip", "OPENVPN_2_6, udp6, ip6", "OPENVPN_2_7, udp4, ip"})
  void urgentPacketsMakeUrgentDatagrams(ServerVersion version, String protocol, String family) {
    OpenVpnServer server =
        OpenVpnServer.start(
                LAB,
                OpenVpnServer.options(LAB)
                    .version(version)
                    .protocol(protocol)
                    .profileLine("passtos"))
            .awaitReady();
    onClient("nft", "add", "table", "inet", "lab");
    try {
      onClient("nft", "add", "chain", "inet lab out { type filter hook output priority 0; }");
      String datagrams = "inet lab out udp dport " + OpenVpnServer.PORT;
      onClient("nft", "add", "rule", datagrams, family, "dscp ef counter");
      Cli cli = Cli.of(LAB, HelperProcess.start(LAB));
      cli.ok("import", LAB.write("lab.ovpn", server.profile()).toString(), "--name", "lab");
      cli.ok("connect", "lab", "--wait", "20");

      Traffic.ping(LAB.clientHost(), OpenVpnServer.TUNNEL_IPV4);
      assertTrue(rules().contains("counter packets 0 "), PassTosIT::rules);
      onClient("ping", "-c", "3", "-i", "0.2", "-Q", "0xb8", OpenVpnServer.TUNNEL_IPV4);
      assertTrue(rules().contains("counter packets 3 "), PassTosIT::rules);
      Matrix.carried("passtos", version);
    } finally {
      onClient("nft", "delete", "table", "inet", "lab");
    }
  }

  private static String rules() {
    return onClient("nft", "list", "table", "inet", "lab");
  }

  private static String onClient(String... command) {
    return Shell.out(
        Stream.concat(Stream.of("ip", "netns", "exec", LAB.clientHost()), Stream.of(command))
            .toArray(String[]::new));
  }
}
