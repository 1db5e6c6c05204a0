package org.culvert.app.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Packets in pieces, as server and profile agreed on. */
@Tag("interop")
class FragmentIT {
  @RegisterExtension static final TestLab LAB = new TestLab();

  /** No datagram of 1200 bytes has to be cut by the kernel. */
  private static final String CABLE_MTU = "1280";

  @ParameterizedTest
  @CsvSource({
    "OPENVPN_2_6, AES-256-GCM, fragment 1200",
    "OPENVPN_2_6, AES-256-CBC, fragment 1200",
    "OPENVPN_2_6, AES-256-GCM, fragment 600 mtu",
    "OPENVPN_2_7, CHACHA20-POLY1305, fragment 1200"
  })
  void largePacketsPassInPieces(ServerVersion version, String cipher, String line) {
    for (String host : new String[] {LAB.clientHost(), LAB.serverHost()}) {
      Shell.out("ip", "-n", host, "link", "set", "wire0", "mtu", CABLE_MTU);
    }
    OpenVpnServer server =
        OpenVpnServer.start(
                LAB,
                OpenVpnServer.options(LAB)
                    .version(version)
                    .cipher(cipher)
                    .line(line)
                    .profileLine(line))
            .awaitReady();
    Cli cli = Cli.here(LAB, HelperProcess.start(LAB));
    cli.ok("import", LAB.write("lab.ovpn", server.profile()).toString(), "--name", "lab");
    cli.ok("connect", "lab", "--wait", "20");
    String own = cli.status("lab").text("tunnel.ipv4").replaceAll("/.*", "");
    long cutBefore = KernelFragments.made(LAB);

    largePing(LAB.clientHost(), OpenVpnServer.TUNNEL_IPV4);
    largePing(LAB.serverHost(), own);
    Traffic traffic = LAB.traffic();
    traffic.upload(2);
    traffic.download(2);

    assertEquals(cutBefore, KernelFragments.made(LAB), "datagrams were longer than the limit");
    Matrix.carried("fragment", version);
  }

  /** As long as the tunnel's MTU. */
  private static void largePing(String host, String address) {
    Shell.out("ip", "netns", "exec", host, "ping", "-c", "3", "-i", "0.2", "-s", "1472", address);
  }
}
