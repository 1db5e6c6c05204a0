package org.culvert.app.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** CBC ciphers and compression framings, as servers that were set up long ago want them. */
@Tag("interop")
class OldServersIT {
  @RegisterExtension static final TestLab LAB = new TestLab();

  private static HelperProcess helper;

  @BeforeAll
  static void startHelper() {
    helper = HelperProcess.startForAll(LAB);
  }

  @AfterEach
  void endSessions() {
    Cli.here(LAB, helper).ok("disconnect", "--all");
  }

  /** What it is, lines of the server, lines of the profile, the cipher that comes of it. */
  static Stream<Arguments> servers() {
    return Stream.of(
        row(
            "CBC offered by both",
            List.of("data-ciphers AES-256-CBC", "auth SHA256"),
            List.of("data-ciphers AES-256-GCM:AES-256-CBC", "auth SHA256"),
            "AES-256-CBC"),
        row(
            "CBC with the framing of comp-lzo",
            List.of("data-ciphers AES-128-CBC", "comp-lzo no", "push \"comp-lzo no\""),
            List.of("data-ciphers AES-256-GCM:AES-128-CBC"),
            "AES-128-CBC"),
        row(
            "comp-lzo no in both files",
            List.of("comp-lzo no"),
            List.of("comp-lzo no"),
            "AES-256-GCM"),
        row("compress pushed", List.of("compress", "push compress"), List.of(), "AES-256-GCM"),
        row(
            "compress stub-v2 pushed",
            List.of("compress stub-v2", "push \"compress stub-v2\""),
            List.of(),
            "AES-256-GCM"),
        row(
            "compress lz4-v2 pushed",
            List.of("allow-compression yes", "compress lz4-v2", "push \"compress lz4-v2\""),
            List.of("allow-compression asym"),
            "AES-256-GCM"),
        row(
            "compress lz4 in both files",
            List.of("allow-compression yes", "compress lz4"),
            List.of("allow-compression asym", "compress lz4"),
            "AES-256-GCM"),
        row(
            "comp-lzo pushed",
            List.of("allow-compression yes", "comp-lzo yes", "push \"comp-lzo yes\""),
            List.of("allow-compression asym"),
            "AES-256-GCM"));
  }

  private static Arguments row(
      String what, List<String> server, List<String> profile, String cipher) {
    return Arguments.of(what, server, profile, cipher);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("servers")
  void carriesPacketsBothWays(
      String what, List<String> serverLines, List<String> profileLines, String cipher) {
    OpenVpnServer.Options options = OpenVpnServer.options(LAB);
    serverLines.forEach(options::line);
    profileLines.forEach(options::profileLine);
    OpenVpnServer server = OpenVpnServer.start(LAB, options).awaitReady();
    Cli cli = Cli.here(LAB, helper);
    cli.ok("import", LAB.write("lab.ovpn", server.profile()).toString(), "--name", "lab");
    cli.ok("connect", "lab", "--wait", "20");

    Json status = cli.status("lab");
    assertEquals(cipher, status.text("cipher"), what);
    Traffic.ping(LAB.clientHost(), OpenVpnServer.TUNNEL_IPV4);
    Traffic.ping(LAB.serverHost(), status.text("tunnel.ipv4").replaceAll("/.*", ""));
    compressiblePing();
    Traffic traffic = LAB.traffic();
    traffic.upload(2);
    traffic.download(2);
    assertTrue(cli.state("lab").equals("connected"), what);
  }

  /** One byte over and over: whatever compresses at all compresses this. */
  private static void compressiblePing() {
    List<String> ping =
        List.of("ping", "-n", "-c", "3", "-i", "0.05", "-W", "2", "-s", "1200", "-p", "41");
    Shell.run(
            Duration.ofSeconds(15),
            Map.of(),
            "",
            Lab.on(
                LAB.clientHost(),
                Stream.concat(ping.stream(), Stream.of(OpenVpnServer.TUNNEL_IPV4)).toList()))
        .orFail();
  }
}
