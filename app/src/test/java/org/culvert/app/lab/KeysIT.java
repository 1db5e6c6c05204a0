package org.culvert.app.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys as their owners keep them, and what else a profile says about TLS, against OpenVPN. */
@Tag("interop")
class KeysIT {
  private static final int AUTHENTICATION = 4;
  private static final int TLS = 6;

  /** Without a blank: it goes through a command line. */
  private static final String PASSPHRASE = "open-sesame";

  @RegisterExtension static final TestLab LAB = new TestLab();

  private static HelperProcess helper;

  private Cli cli;

  @BeforeAll
  static void startHelper() {
    helper = HelperProcess.startForAll(LAB);
  }

  @BeforeEach
  void newHome() {
    cli = Cli.here(LAB, helper);
  }

  @AfterEach
  void endSessions() {
    cli.ok("disconnect", "--all");
  }

  private static OpenVpnServer.Options options(ServerVersion version) {
    return OpenVpnServer.options(LAB).version(version);
  }

  private static String serve(OpenVpnServer.Options options) {
    return OpenVpnServer.start(LAB, options).awaitReady().profile();
  }

  private Shell.Result connect(String profile, String... more) {
    cli.ok("import", LAB.write("lab.ovpn", profile).toString(), "--name", "lab");
    List<String> arguments = new java.util.ArrayList<>(List.of("connect", "lab", "--wait", "20"));
    arguments.addAll(List.of(more));
    return cli.run(arguments.toArray(String[]::new));
  }

  private void connects(String profile, String... more) {
    connect(profile, more).orFail();
    Traffic.ping(LAB.clientHost(), OpenVpnServer.TUNNEL_IPV4);
  }

  private static void check(Shell.Result result, int exit, String word) {
    assertEquals(exit, result.exit(), result::toString);
    assertTrue(result.err().toLowerCase(Locale.ROOT).contains(word), result::toString);
  }

  @ParameterizedTest
  @CsvSource({
    "pkcs8 -topk8 -v2 aes-256-cbc, OPENVPN_2_6",
    "pkcs8 -topk8 -v1 PBE-SHA1-3DES, OPENVPN_2_7",
    "ec -aes256, OPENVPN_2_6",
    "ec -des3, OPENVPN_2_7"
  })
  void aLockedKeyIsOpened(String command, ServerVersion version) {
    String profile = serve(options(version));
    String text = new ProfileText(profile).withLockedKey(LAB, command, PASSPHRASE);
    Path right = LAB.write("passphrase", PASSPHRASE + "\n");
    connects(text, "--passphrase-file", right.toString());
    cli.ok("disconnect", "lab");
    Path wrong = LAB.write("passphrase", "open barley\n");
    check(
        cli.run("connect", "lab", "--passphrase-file", wrong.toString()),
        AUTHENTICATION,
        "does not open");
    check(cli.run("connect", "lab"), AUTHENTICATION, "--passphrase-file");
    Matrix.carried("private keys with a passphrase", version);
  }

  @ParameterizedTest
  @EnumSource
  void aPkcs12FileAndItsPassphraseAreReadAtImport(ServerVersion version) {
    connects(new ProfileText(serve(options(version))).withPkcs12(LAB, PASSPHRASE));
    Matrix.carried("PKCS#12", version);
  }

  @ParameterizedTest
  @EnumSource
  void theIssuerIsPinned(ServerVersion version) {
    OpenVpnServer.Options options = options(version);
    String profile = serve(options);
    for (String digest : List.of("sha1", "sha256")) {
      connects(profile + ProfileText.verifyHash(options.pki().ca(), digest));
      cli.ok("disconnect", "lab");
      cli.ok("remove", "lab");
    }
    check(connect(profile + "verify-hash " + "00:".repeat(31) + "00\n"), TLS, "verify-hash");
    Matrix.carried("verify-hash", version);
  }

  @ParameterizedTest
  @EnumSource
  void aFolderOfRevokedNumbersIsReadAtImport(ServerVersion version) throws Exception {
    OpenVpnServer.Options options = options(version);
    String profile = serve(options);
    Path folder = Files.createDirectory(LAB.newPath("crls"));
    String text = profile + "crl-verify " + folder.getFileName() + " dir\n";
    Files.createFile(folder.resolve("7"));
    connects(text);
    cli.ok("disconnect", "lab");
    cli.ok("remove", "lab");
    Files.createFile(folder.resolve(options.serverSerial().toString()));
    check(connect(text), TLS, "revoked");
    Matrix.carried("crl-verify with a folder", version);
  }

  @ParameterizedTest
  @CsvSource({
    "rsa:2048, ed25519, OPENVPN_2_6",
    "ed25519, rsa:2048, OPENVPN_2_6",
    "rsa:2048, ed25519, OPENVPN_2_7",
    "ed25519, rsa:2048, OPENVPN_2_7"
  })
  void keysOfEveryKindAreUsed(String serverKey, String clientKey, ServerVersion version) {
    connects(serve(options(version).keys(serverKey, clientKey)));
    Matrix.carried("RSA and Ed25519 keys", version);
  }

  static Stream<Arguments> tlsChoices() {
    return Stream.of(
            "tls-version-max 1.2",
            "tls-version-max 1.2\ntls-cipher TLS-ECDHE-ECDSA-WITH-AES-128-GCM-SHA256",
            "tls-ciphersuites TLS_CHACHA20_POLY1305_SHA256",
            "tls-groups secp384r1")
        .flatMap(
            lines ->
                Stream.of(ServerVersion.values()).map(version -> Arguments.of(lines, version)));
  }

  @ParameterizedTest
  @MethodSource("tlsChoices")
  void theProfileChoosesWhatTlsUses(String lines, ServerVersion version) {
    connects(serve(options(version).profileLine(lines)));
    String suite = cli.status("lab").text("tls.cipherSuite");
    assertTrue(!lines.contains("CHACHA20") || suite.contains("CHACHA20"), suite);
    assertTrue(!lines.contains("AES-128-GCM") || suite.contains("AES_128_GCM"), suite);
    assertEquals(
        lines.contains("1.2") ? "TLSv1.2" : "TLSv1.3", cli.status("lab").text("tls.version"));
    Matrix.carried("tls-cipher, tls-ciphersuites, tls-groups", version);
  }
}
