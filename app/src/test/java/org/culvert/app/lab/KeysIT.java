package org.culvert.app.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys as their owners keep them, and what else a profile says about TLS, against OpenVPN. */
@Tag("interop")
class KeysIT {
  private static final int AUTHENTICATION = 4;
  private static final int TLS = 6;

  @RegisterExtension static final TestLab LAB = new TestLab();

  private final Cli cli = Cli.of(LAB, HelperProcess.start(LAB));

  private static String block(String profile, String name) {
    String end = "</" + name + ">\n";
    return profile.substring(
        profile.indexOf("<" + name + ">"), profile.indexOf(end) + end.length());
  }

  private static Path file(String profile, String name) {
    return LAB.write(
        name + ".pem",
        block(profile, name)
            .lines()
            .filter(l -> !l.startsWith("<"))
            .reduce("", (a, b) -> a + b + "\n"));
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
  @ValueSource(
      strings = {
        "pkcs8 -topk8 -v2 aes-256-cbc",
        "pkcs8 -topk8 -v1 PBE-SHA1-3DES",
        "ec -aes256",
        "ec -des3"
      })
  void aLockedKeyIsOpened(String command) {
    String profile = serve(OpenVpnServer.options(LAB));
    Path plain = file(profile, "key");
    Path locked = LAB.newPath("locked.key");
    List<String> openssl = new java.util.ArrayList<>(List.of("openssl"));
    openssl.addAll(List.of(command.split(" ", -1)));
    openssl.addAll(
        List.of(
            "-in", plain.toString(), "-out", locked.toString(), "-passout", "pass:open sesame"));
    Shell.out(openssl.toArray(String[]::new));
    String text =
        profile.replace(
            block(profile, "key"),
            "<key>\n" + Shell.out("cat", locked.toString()).strip() + "\n</key>\n");
    Path right = LAB.write("passphrase", "open sesame\n");
    connects(text, "--passphrase-file", right.toString());
    cli.ok("disconnect", "lab");
    Path wrong = LAB.write("passphrase", "open barley\n");
    check(
        cli.run("connect", "lab", "--passphrase-file", wrong.toString()),
        AUTHENTICATION,
        "does not open");
    check(cli.run("connect", "lab"), AUTHENTICATION, "--passphrase-file");
    Matrix.carried("private keys with a passphrase", ServerVersion.OPENVPN_2_6);
  }

  @Test
  void aPkcs12FileAndItsPassphraseAreReadAtImport() {
    String profile = serve(OpenVpnServer.options(LAB));
    Path p12 = LAB.newPath("me.p12");
    Shell.out(
        "openssl",
        "pkcs12",
        "-export",
        "-in",
        file(profile, "cert").toString(),
        "-inkey",
        file(profile, "key").toString(),
        "-certfile",
        file(profile, "ca").toString(),
        "-out",
        p12.toString(),
        "-passout",
        "pass:open sesame");
    Path passphrase = LAB.write("pass.txt", "open sesame\n");
    String text =
        profile
                .replace(block(profile, "key"), "")
                .replace(block(profile, "cert"), "")
                .replace(block(profile, "ca"), "")
            + "pkcs12 %s\naskpass %s\n".formatted(p12.getFileName(), passphrase.getFileName());
    connects(text);
    Matrix.carried("PKCS#12", ServerVersion.OPENVPN_2_6);
  }

  @Test
  void theIssuerIsPinned() {
    OpenVpnServer.Options options = OpenVpnServer.options(LAB);
    String profile = serve(options);
    for (String digest : List.of("sha1", "sha256")) {
      String hash =
          Shell.out(
                  "openssl",
                  "x509",
                  "-noout",
                  "-fingerprint",
                  "-" + digest,
                  "-in",
                  options.pki().ca().toString())
              .strip()
              .replaceFirst(".*=", "");
      connects(profile + "verify-hash " + hash + " " + digest.toUpperCase(Locale.ROOT) + "\n");
      cli.ok("disconnect", "lab");
      cli.ok("remove", "lab");
    }
    check(connect(profile + "verify-hash " + "00:".repeat(31) + "00\n"), TLS, "verify-hash");
    Matrix.carried("verify-hash", ServerVersion.OPENVPN_2_6);
  }

  @Test
  void aFolderOfRevokedNumbersIsReadAtImport() throws Exception {
    OpenVpnServer.Options options = OpenVpnServer.options(LAB);
    String profile = serve(options);
    Path folder = Files.createDirectory(LAB.newPath("crls"));
    String text = profile + "crl-verify " + folder.getFileName() + " dir\n";
    Files.createFile(folder.resolve("7"));
    connects(text);
    cli.ok("disconnect", "lab");
    cli.ok("remove", "lab");
    Files.createFile(folder.resolve(options.serverSerial().toString()));
    check(connect(text), TLS, "revoked");
    Matrix.carried("crl-verify with a folder", ServerVersion.OPENVPN_2_6);
  }

  @ParameterizedTest
  @CsvSource({"rsa:2048, ed25519", "ed25519, rsa:2048"})
  void keysOfEveryKindAreUsed(String serverKey, String clientKey) {
    connects(serve(OpenVpnServer.options(LAB).keys(serverKey, clientKey)));
    Matrix.carried("RSA and Ed25519 keys", ServerVersion.OPENVPN_2_6);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tls-version-max 1.2",
        "tls-version-max 1.2\ntls-cipher TLS-ECDHE-ECDSA-WITH-AES-128-GCM-SHA256",
        "tls-ciphersuites TLS_CHACHA20_POLY1305_SHA256",
        "tls-groups secp384r1"
      })
  void theProfileChoosesWhatTlsUses(String lines) {
    connects(serve(OpenVpnServer.options(LAB).profileLine(lines)));
    String suite = cli.status("lab").text("tls.cipherSuite");
    assertTrue(!lines.contains("CHACHA20") || suite.contains("CHACHA20"), suite);
    assertTrue(!lines.contains("AES-128-GCM") || suite.contains("AES_128_GCM"), suite);
    assertEquals(
        lines.contains("1.2") ? "TLSv1.2" : "TLSv1.3", cli.status("lab").text("tls.version"));
    Matrix.carried("tls-cipher, tls-ciphersuites, tls-groups", ServerVersion.OPENVPN_2_6);
  }
}
