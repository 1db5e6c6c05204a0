package org.culvert.core.profile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.culvert.core.api.PrintableText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What real profiles look like; profile reference section 15. */
class OdditiesTest {
  @Test
  void windowsLineEndsGiveTheSameProfile() {
    assertSame(Samples.good(), Samples.good().replace("\n", "\r\n"));
  }

  @Test
  void mixedLineEndsGiveTheSameProfile() {
    assertSame(Samples.good(), Samples.good().replaceFirst("\n", "\r\n"));
  }

  @Test
  void oldMacLineEndsAreReadAndReported() {
    ProfileReport report = Samples.parse(Samples.good().replace('\n', '\r'));

    assertTrue(report.profile().isPresent());
    assertTrue(report.findings().getFirst().what().contains("old Macs"));
  }

  @Test
  void aByteOrderMarkIsSkipped() {
    ProfileReport report = Samples.parse("\uFEFF" + Samples.good());

    assertTrue(report.profile().isPresent());
    assertTrue(report.findings().getFirst().what().contains("byte order mark"));
  }

  @Test
  void utf16IsRead() {
    byte[] little = ("\uFEFF" + Samples.good()).getBytes(StandardCharsets.UTF_16LE);
    byte[] big = ("\uFEFF" + Samples.good()).getBytes(StandardCharsets.UTF_16BE);

    assertTrue(Samples.parse(little).profile().isPresent());
    assertTrue(Samples.parse(big).profile().isPresent());
  }

  @Test
  void nothingThatIsToldOfAProfileDoesSomethingToATerminal() {
    String turned = "\u202Egro.elpmaxe";
    String text =
        """
        client
        dev tun\u001b[31m
        remote vpn.example.org 11\u001b[31m94
        remote vpn.example.org 1194 ud\u0007p
        remote %s 1194
        ca fi\u001b[31mle.pem
        cipher AES\u009b31m
        route 10.0.0.0\u001b[31m
        verify-x509-name "a\u001b[31m\u2066b" name
        """
            .formatted(turned);
    ProfileReport report =
        new ProfileParser(Samples.NOW).parse("sub/\u001b]0;x\u0007.ovpn", text, IncludedFiles.NONE);
    String told =
        report.findings()
            + report.explained().stream()
                .map(line -> line.text() + line.reason())
                .toList()
                .toString();
    assertTrue(told.codePoints().allMatch(PrintableText::isPlain), told);
    assertTrue(told.contains("\\u{1b}[31m"), told);
  }

  @Test
  void aServerWhoseNameReadsBackwardsIsNone() {
    for (String host : List.of("a\u202Eb.example", "a\u200Fb.example", "a\u0085b.example")) {
      String text = Samples.good().replaceFirst("(?m)^remote \\S+", "remote " + host);
      assertTrue(text.contains(host), text);
      assertTrue(Samples.parse(text).profile().isEmpty(), host);
    }
    String text = Samples.good().replaceFirst("(?m)^remote \\S+", "remote b\u00fcro.example");
    assertTrue(Samples.parse(text).profile().isPresent());
  }

  @Test
  void windowsTextIsReadAsLatin1() {
    byte[] text =
        Samples.good("# Z\u00fcrich", "setenv FRIENDLY_NAME Z\u00fcrich")
            .getBytes(StandardCharsets.ISO_8859_1);

    assertEquals(
        Optional.of("Z\u00fcrich"), Samples.parse(text).profile().orElseThrow().friendlyName());
  }

  @Test
  void theLastLineNeedsNoEnd() {
    assertSame(Samples.good(), Samples.good().stripTrailing());
  }

  @Test
  void tabsAndBlanksDoNotMatter() {
    assertSame(
        Samples.good(),
        Samples.good().replace("dev tun", "\t dev \t  tun  ").replace("</ca>", "  </ca> x"));
  }

  @Test
  void capitalsAndLeadingDashesAreUnderstood() {
    assertSame(
        Samples.good(), Samples.good().replace("dev tun", "--dev tun").replace("client", "CLIENT"));
  }

  @Test
  void underscoreAndMisspelledWordsOfOtherSoftwareAreUnderstood() {
    Profile profile = Samples.profile(Samples.good("tls-auth ta.key", "key_direction 1"));

    assertEquals(
        ControlWrapping.KeyDirection.INVERSE,
        ((ControlWrapping.TlsAuth) profile.remotes().getFirst().wrapping()).direction());
    assertEquals(1700, sizes("tun-max-mtu 1700").maxMtu());
  }

  @Test
  void duplicatesAreNotedAndTheLastOneCounts() {
    ProfileReport report = Samples.parse(Samples.good("tun-mtu 1400", "tun-mtu 1300"));

    assertEquals(1300, sizes("tun-mtu 1400", "tun-mtu 1300").mtu().orElseThrow());
    assertEquals(
        "test.ovpn:6: 'tun-mtu' stands in line 5 as well; this line counts. Nothing needs to be"
            + " done.",
        report.findings().getFirst().toString());
  }

  @Test
  void placeholdersCountAsMissing() {
    String text =
        """
        client
        dev tun
        remote h
        auth-user-pass
        remote-cert-tls server
        ca ca.crt
        <cert>
        REPLACE_ME
        </cert>
        <key>
        </key>
        """;
    ProfileReport report = Samples.parse(text);

    assertTrue(report.profile().orElseThrow().tls().certificate().isEmpty());
    assertEquals(List.of(7, 10), report.findings().stream().map(Finding::line).toList());
  }

  @Test
  void backslashesOfAWindowsPathAreReadLiterally() {
    ProfileReport report = Samples.parse(withCa("ca C:\\vpn\\keys\\ca.crt"));

    assertTrue(report.profile().isPresent());
    assertTrue(report.findings().stream().anyMatch(f -> f.what().contains("Windows path")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ca \"C:\\\\Program Files\\\\OpenVPN\\\\ca.crt\"",
        "ca /etc/openvpn/ca.crt",
        "ca keys/ca.crt",
        "ca %USERPROFILE%/ca.crt",
        "ca ./ca.crt",
        "ca 'ca.crt'"
      })
  void pathsAreSearchedByBaseNameNextToTheProfile(String line) {
    assertTrue(Samples.parse(withCa(line)).profile().isPresent());
  }

  @Test
  void absolutePathsAreNeverAskedFor() {
    AtomicReference<String> asked = new AtomicReference<>("");
    new ProfileParser(Samples.NOW)
        .parse(
            "test.ovpn",
            withCa("ca /etc/shadow"),
            name -> {
              asked.set(name);
              return Optional.empty();
            });

    assertEquals("shadow", asked.get());
  }

  @Test
  void aPathOutOfTheFolderIsRefusedWithoutAsking() {
    ProfileReport report =
        new ProfileParser(Samples.NOW)
            .parse(
                "test.ovpn",
                withCa("ca keys/../../etc/shadow"),
                name -> {
                  throw new AssertionError("asked for " + name);
                });

    assertEquals(
        "test.ovpn:4: 'ca' names a file outside of the profile's folder. Copy the file next to the"
            + " profile and write only its name.",
        report.errors().getFirst().toString());
  }

  @Test
  void everyMissingFileIsNamed() {
    ProfileReport report =
        new ProfileParser(Samples.NOW)
            .parse(
                "test.ovpn",
                "client\ndev tun\nremote h\nca ca.crt\ncert c.crt\nkey c.key\n",
                IncludedFiles.NONE);

    assertEquals(
        "ca.crt c.crt c.key",
        report.errors().stream()
            .map(f -> f.what().replaceFirst("the file (\\S+), .*", "$1"))
            .collect(Collectors.joining(" ")));
  }

  @Test
  void providerBoilerplateImports() {
    ProfileReport report =
        Samples.parse(
            Samples.good(
                "resolv-retry infinite",
                "nobind",
                "persist-key",
                "persist-tun",
                "verb 3",
                "sndbuf 0",
                "rcvbuf 0",
                "mute 3",
                "fast-io",
                "tun-mtu-extra 32",
                "mssfix 1450",
                "reneg-sec 0",
                "auth-nocache",
                "script-security 2",
                "up /etc/openvpn/update-resolv-conf",
                "down /etc/openvpn/update-resolv-conf",
                "setenv opt block-outside-dns",
                "ignore-unknown-option block-outside-dns block-ipv6",
                "block-outside-dns",
                "pull-filter ignore \"auth-token\"",
                "auth-user-pass",
                "explicit-exit-notify"));

    assertEquals(List.of(), report.errors());
  }

  @Test
  void pritunlsHeaderIsAComment() {
    assertSame(Samples.good(), "#{\n#  \"name\": \"x\"\n#}\n" + Samples.good());
  }

  @Test
  void aKeyOutsideOfItsBlockIsNotShownLineByLine() {
    String text = Samples.good().replace("<key>\n", "");
    String findings = Samples.lines(Samples.parse(text).findings()).toString();

    assertTrue(findings.contains("outside of a block"), findings);
    for (String line : Samples.pem("client.key").split("\n", -1)) {
      assertFalse(line.length() > 20 && !line.contains("---") && findings.contains(line));
    }
  }

  private static String withCa(String line) {
    return "client\ndev tun\nremote h\n" + line + "\nremote-cert-tls server\nauth-user-pass\n";
  }

  private static void assertSame(String expected, String actual) {
    assertArrayEquals(
        DeepText.of(Samples.profile(expected)).split("\n", -1),
        DeepText.of(Samples.profile(actual)).split("\n", -1),
        () -> Arrays.toString(Samples.parse(actual).findings().toArray()));
  }

  private static PacketSizes sizes(String... lines) {
    return Samples.profile(Samples.good(lines)).remotes().getFirst().sizes();
  }
}
