package org.culvert.app.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way to wrap control packets, against Debian's OpenVPN server. */
@Tag("interop")
class ControlKeysIT {
  @RegisterExtension static final TestLab LAB = new TestLab();

  @ParameterizedTest(name = "tls-crypt-v2 {0}")
  @ValueSource(strings = {"", "force-cookie", "allow-noncookie"})
  void aKeyOfOurOwnOpensTheServer(String words) {
    Path serverKey = LAB.newPath("v2-server.key");
    Path clientKey = LAB.newPath("v2-client.key");
    Shell.out("openvpn", "--genkey", "tls-crypt-v2-server", serverKey.toString());
    Shell.out(
        "openvpn",
        "--tls-crypt-v2",
        serverKey.toString(),
        "--genkey",
        "tls-crypt-v2-client",
        clientKey.toString());
    String logged =
        connectsAndRenews(
            OpenVpnServer.options(LAB)
                .line("tls-crypt-v2 " + serverKey + " " + words)
                .profileLine(block("tls-crypt-v2", clientKey)));
    assertTrue(!logged.contains("tls-crypt-v2 client key"), logged);
  }

  static Stream<Arguments> authentications() {
    return Stream.of("SHA1", "SHA224", "SHA256", "SHA384", "SHA512")
        .flatMap(
            digest ->
                Stream.of(List.of("0", "1"), List.of("1", "0"), List.of("", ""))
                    .filter(
                        sides ->
                            List.of("SHA256", "SHA512").contains(digest)
                                || sides.getFirst().equals("0"))
                    .map(sides -> Arguments.of(digest, sides.getFirst(), sides.getLast())));
  }

  @ParameterizedTest(name = "tls-auth {0}, server {1}, client {2}")
  @MethodSource("authentications")
  void aSharedKeyAuthenticatesInEachDirection(String digest, String server, String client) {
    Path key = Pki.staticKey(LAB.newPath("ta.key"));
    connectsAndRenews(
        OpenVpnServer.options(LAB)
            .line("auth " + digest)
            .line("tls-auth " + key + " " + server)
            .profileLine("auth " + digest)
            .profileLine(client.isEmpty() ? "" : "key-direction " + client)
            .profileLine(block("tls-auth", key)));
  }

  /** Returns what the helper has logged. */
  private static String connectsAndRenews(OpenVpnServer.Options options) {
    OpenVpnServer server = OpenVpnServer.start(LAB, options.renegotiate(5)).awaitReady();
    HelperProcess helper = HelperProcess.start(LAB);
    Cli cli = Cli.of(LAB, helper);
    cli.ok("import", LAB.write("lab.ovpn", server.profile()).toString(), "--name", "lab");
    cli.ok("connect", "lab", "--wait", "20");
    Traffic.ping(LAB.clientHost(), OpenVpnServer.TUNNEL_IPV4);
    Await.until(
        "keys were renewed",
        java.time.Duration.ofSeconds(20),
        () ->
            server.process().count("Data Channel: cipher") > 1
                || server.process().count("TLS: soft reset") > 0);
    Traffic.ping(LAB.clientHost(), OpenVpnServer.TUNNEL_IPV4);
    assertEquals("connected", cli.status("lab").text("state"));
    cli.ok("disconnect", "lab");
    return helper.process().log();
  }

  static String block(String name, Path file) {
    return "<" + name + ">\n" + Shell.out("cat", file.toString()).strip() + "\n</" + name + ">";
  }
}
