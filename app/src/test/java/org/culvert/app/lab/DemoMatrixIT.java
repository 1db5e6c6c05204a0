package org.culvert.app.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.culvert.app.client.SocketHelperClient;
import org.culvert.core.api.Request;
import org.culvert.core.api.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a profile's lines alone can ask of the demo server. */
@Tag("interop")
class DemoMatrixIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String SERVER_IPV4 = "198.18.51.1";
  private static final String SERVER_IPV6 = "fd6e:5a41:9c0d:51::1";
  private static final String PASSPHRASE = "open-sesame";

  @RegisterExtension static final TestLab LAB = new TestLab();

  private static HelperProcess helper;
  private static String profile;

  @BeforeAll
  static void startDemo() throws Exception {
    helper = HelperProcess.startForAll(LAB);
    try (SocketHelperClient client = new SocketHelperClient(helper.socket(), "demo-test")) {
      profile = ((Response.Demo) client.request(new Request.StartDemo())).profile();
    }
  }

  @AfterEach
  void endSessions() {
    Cli.here(LAB, helper).ok("disconnect", "--all");
  }

  /** Looked at while connected, as traffic has flowed: its status, and its log. */
  interface Look extends BiConsumer<Json, String> {}

  /**
   * What the lines make of the profile.
   *
   * @param features rows of the table that they show
   */
  record Row(List<String> features, UnaryOperator<String> lines, Look look) {
    @Override
    public String toString() {
      return String.join("; ", features);
    }
  }

  private static Row row(String features, String line, Look look) {
    return new Row(List.of(features.split("; ", -1)), text -> text + line + "\n", look);
  }

  static Stream<Row> rows() {
    return Stream.of(
        row(
            "verify-x509-name; topology subnet; IPv4 and IPv6 addresses; epoch data format",
            "",
            (status, log) -> {
              assertTrue(profile.contains("verify-x509-name culvert-demo-server name"));
              assertTrue(status.text("tunnel.ipv4").endsWith("/24"), status::toString);
              Traffic.ping(LAB.clientHost(), SERVER_IPV6);
              assertTrue(log.contains(" by epochs"), log);
            }),
        row("TLS 1.2", "tls-version-max 1.2", status("tls.version", "TLSv1.2")),
        row("AES-128-GCM", "data-ciphers AES-128-GCM", status("cipher", "AES-128-GCM")),
        row(
            "CHACHA20-POLY1305",
            "data-ciphers CHACHA20-POLY1305",
            status("cipher", "CHACHA20-POLY1305")),
        row(
            "tls-cipher, tls-ciphersuites, tls-groups",
            "tls-ciphersuites TLS_CHACHA20_POLY1305_SHA256\ntls-groups secp384r1",
            status("tls.cipherSuite", "TLS_CHACHA20_POLY1305_SHA256")),
        // The demo server renews with a wrap of its own wherever the client can, as ours does.
        row(
            "renegotiation; renegotiation with dynamic tls-crypt",
            "reneg-sec 2",
            DemoMatrixIT::renewed),
        row("renegotiation by bytes", "reneg-bytes 100000", DemoMatrixIT::renewed),
        row("mssfix", "mssfix 1200", DemoMatrixIT::none),
        row(
            "local and lport",
            "local 127.0.0.1\nlport 20001",
            (status, log) -> {
              String sockets = Shell.out("ip", "netns", "exec", LAB.clientHost(), "ss", "-Hunap");
              assertTrue(sockets.contains("127.0.0.1:20001"), sockets);
            }),
        row(
            "route-nopull",
            "route-nopull\nroute 10.78.0.0 255.255.0.0",
            (status, log) ->
                assertTrue(Lab.machine(LAB.clientHost()).contains("10.78.0.0/16 dev culvert0"))),
        new Row(
            List.of("PKCS#12"),
            text -> new ProfileText(text).withPkcs12(LAB, PASSPHRASE),
            DemoMatrixIT::none),
        new Row(
            List.of("private keys with a passphrase"),
            text ->
                new ProfileText(text).withLockedKey(LAB, "pkcs8 -topk8 -v2 aes-256-cbc", PASSPHRASE)
                    + "askpass "
                    + LAB.write("pass.txt", PASSPHRASE + "\n").getFileName()
                    + "\n",
            DemoMatrixIT::none),
        new Row(
            List.of("verify-hash"),
            text -> text + ProfileText.verifyHash(new ProfileText(text).file(LAB, "ca"), "sha256"),
            DemoMatrixIT::none),
        new Row(
            List.of("crl-verify with a folder"),
            text -> text + "crl-verify " + folderOfRevoked("7").getFileName() + " dir\n",
            DemoMatrixIT::none));
  }

  private static Path folderOfRevoked(String number) {
    Path folder = LAB.newPath("crls");
    try {
      Files.createDirectory(folder);
      Files.createFile(folder.resolve(number));
      return folder;
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void carriesPacketsBothWays(Row row) {
    String before = Lab.machine(LAB.clientHost());
    Cli cli = Cli.here(LAB, helper);
    String file = LAB.write("lab.ovpn", row.lines().apply(profile)).toString();
    cli.ok("import", file, "--name", "lab");
    cli.ok("connect", "lab", "--wait", "20");

    carryTraffic();
    row.look().accept(cli.status("lab"), cli.ok("log", "lab").out());
    carryTraffic();
    assertEquals("connected", cli.state("lab"));

    cli.ok("disconnect", "lab");
    assertEquals(before, Lab.machine(LAB.clientHost()));
    row.features().forEach(Matrix::carriedByDemo);
  }

  /** A page comes, and what is sent is taken. */
  private static void carryTraffic() {
    Traffic.ping(LAB.clientHost(), SERVER_IPV4);
    String page = http("printf 'GET / HTTP/1.0\\r\\n\\r\\n' >&3");
    assertTrue(page.contains("You are inside the tunnel"), page);
    String taken =
        http(
            "{ printf 'POST /upload HTTP/1.0\\r\\nContent-Length: 200000\\r\\n\\r\\n';"
                + " head -c 200000 /dev/urandom; } >&3");
    assertTrue(taken.contains(" 204 "), taken);
  }

  private static String http(String request) {
    String script = "exec 3<>/dev/tcp/" + SERVER_IPV4 + "/80; " + request + "; cat <&3";
    return Shell.run(
            PATIENCE, Map.of(), "", Lab.on(LAB.clientHost(), List.of("bash", "-c", script)))
        .orFail()
        .out();
  }

  private static void none(Json status, String log) {}

  private static Look status(String path, String expected) {
    return (status, log) -> assertEquals(expected, status.text(path));
  }

  /** The client asked for another key twice. */
  private static void renewed(Json status, String before) {
    Await.until(
        "keys were renewed twice",
        PATIENCE,
        () -> {
          carryTraffic();
          return Cli.here(LAB, helper).ok("log", "lab").out().contains("(key id 2)");
        });
  }
}
