package org.culvert.app.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
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

  private static HelperProcess helper;

  @BeforeAll
  static void startHelper() {
    helper = HelperProcess.startForAll(LAB);
  }

  @AfterEach
  void endSessions() {
    Cli.here(LAB, helper).ok("disconnect", "--all");
  }

  @ParameterizedTest(name = "tls-crypt-v2 {0}")
  @ValueSource(strings = {"", "force-cookie", "allow-noncookie"})
  void aKeyOfOurOwnOpensTheServer(String words) {
    String logged = connectsAndRenews(OpenVpnServer.options(LAB).tlsCryptV2(LAB, words));
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
    connectsAndRenews(OpenVpnServer.options(LAB).tlsAuth(digest, server, client));
  }

  /** Returns what the helper has logged. */
  private static String connectsAndRenews(OpenVpnServer.Options options) {
    OpenVpnServer server = OpenVpnServer.start(LAB, options.renegotiate(3)).awaitReady();
    Cli cli = Cli.here(LAB, helper);
    cli.ok("import", LAB.write("lab.ovpn", server.profile()).toString(), "--name", "lab");
    cli.ok("connect", "lab", "--wait", "20");
    Traffic.ping(LAB.clientHost(), OpenVpnServer.TUNNEL_IPV4);
    Await.until(
        "keys were renewed",
        Duration.ofSeconds(20),
        () -> server.process().count("TLS: soft reset") > 0);
    Traffic.ping(LAB.clientHost(), OpenVpnServer.TUNNEL_IPV4);
    assertEquals("connected", cli.status("lab").text("state"));
    cli.ok("disconnect", "lab");
    return helper.process().log();
  }
}
