package org.culvert.app.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileRedactorTest {
  private static final String SECRET = "hunter2-QmFzZTY0";

  private static String redact(String text) {
    return ProfileRedactor.redact(text).text();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "key",
        "tls-auth",
        "tls-crypt",
        "tls-crypt-v2",
        "secret",
        "auth-user-pass",
        "http-proxy-user-pass",
        "pkcs12",
        "askpass",
        "dh",
        "something-new"
      })
  void noBlockThatMayHoldASecretIsShown(String block) {
    for (String text :
        List.of(
            "<%s>\njane\n%s\n</%s>\nverb 3\n".formatted(block, SECRET, block),
            "  <%s>  \n%s\n  </%s>  \nverb 3\n".formatted(block, SECRET, block),
            "<%s>%s\nmore\n</%s>\nverb 3\n".formatted(block, SECRET, block))) {
      String redacted = redact(text);
      assertFalse(redacted.contains(SECRET), redacted);
      assertFalse(redacted.contains("jane"), redacted);
      assertTrue(redacted.contains("[removed: "), redacted);
      assertTrue(redacted.endsWith("\nverb 3\n"), redacted);
    }
  }

  @Test
  void aBlockThatNobodyEndsIsHiddenToTheEnd() {
    String redacted = redact("client\n<key>\n" + SECRET + "\nverb 3\n");
    assertEquals("client\n<key>\n[removed: 23 bytes]\n", redacted);
  }

  static Stream<String> lines() {
    return Stream.of(
        "auth-token " + SECRET,
        "  auth-token\t" + SECRET,
        "--auth-token " + SECRET,
        "auth-user-pass " + SECRET,
        "askpass " + SECRET,
        "management 127.0.0.1 7505 " + SECRET,
        "http-proxy proxy.example 3128 " + SECRET + " basic",
        "http-proxy jane:" + SECRET + "@proxy.example 3128",
        "http-proxy-option CUSTOM-HEADER Authorization \"Basic " + SECRET + "\"",
        "socks-proxy proxy.example 1080 " + SECRET,
        "setenv UV_TOKEN " + SECRET,
        "setenv-safe PW=" + SECRET,
        "echo " + SECRET,
        "remote vpn.example 1194 udp " + SECRET,
        "remote vpn.example 1194 # " + SECRET,
        "remote vpn.example 1194 ;" + SECRET,
        "verb 3 # the password is " + SECRET,
        "# " + SECRET,
        ";" + SECRET,
        SECRET,
        "pasword " + SECRET,
        "-----BEGIN PRIVATE KEY----- " + SECRET,
        "<!-- " + SECRET + " -->",
        "static-challenge " + SECRET + " 1",
        "key " + SECRET,
        "dhcp-option PROXY_AUTO_CONFIG_URL https://pac.example/?key=" + SECRET,
        "remote https://vpn.example/" + SECRET + " 443 tcp",
        "pull-filter ignore \"auth-token " + SECRET + "\"",
        "push-peer-info 0123456789abcdef0123456789abcdef" + SECRET,
        "\uFEFFauth-token " + SECRET);
  }

  @ParameterizedTest
  @MethodSource("lines")
  void noLineThatMayHoldASecretIsShown(String line) {
    for (String text :
        List.of(
            line + "\n",
            "client\r\n" + line + "\r\n",
            "<connection>\n" + line + "\n</connection>\n")) {
      assertFalse(redact(text).contains(SECRET), redact(text));
    }
  }

  @Test
  void certificatesAreShownButNotWhatStandsBetweenThem() {
    String certificate = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";
    String redacted =
        redact(
            "<cert>\nBag Attributes "
                + SECRET
                + "\n"
                + certificate
                + "-----BEGIN PRIVATE KEY-----\n"
                + SECRET
                + "\n-----END PRIVATE KEY-----\n</cert>\n");
    assertTrue(redacted.contains(certificate), redacted);
    assertFalse(redacted.contains(SECRET), redacted);
    assertFalse(redacted.contains("PRIVATE"), redacted);
  }

  @Test
  void aCertificateThatNobodyEndsShowsNothingOfWhatFollows() {
    String certificate = "-----BEGIN CERTIFICATE-----\nMIIB\n";
    for (String follows :
        List.of(
            "swordfish\n",
            "swordfish\n" + certificate,
            "-----BEGIN PRIVATE KEY-----\n" + SECRET + "\n-----END PRIVATE KEY-----\n",
            "the password is " + SECRET + "\n",
            "-----END CERTIFICATE----- " + SECRET + "\n")) {
      String redacted = redact("<cert>\n" + certificate + follows + "</cert>\n");
      assertFalse(redacted.contains("swordfish"), redacted);
      assertFalse(redacted.contains(SECRET), redacted);
      assertFalse(redacted.contains("PRIVATE"), redacted);
    }
  }

  @Test
  void whatExplainsAProfileStays() {
    String harmless =
        """
        client
        dev tun
        <connection>
        remote vpn.example 1194 udp
        http-proxy proxy.example 3128
        </connection>
        data-ciphers AES-256-GCM:CHACHA20-POLY1305
        route 10.0.0.0 255.0.0.0
        dhcp-option DNS 10.8.0.1
        dhcp-option PROXY_AUTO_CONFIG_URL https://pac.example/
        pull-filter ignore "auth-token"
        tls-cipher TLS-ECDHE-ECDSA-WITH-AES-256-GCM-SHA384:TLS-DHE-RSA-WITH-AES-128-GCM-SHA256
        verify-x509-name vpn.example name
        """;
    assertEquals(harmless, redact(harmless));
  }

  @Test
  void namesInRoutesResolversAndSubjectsAreKnownToo() {
    assertEquals(
        Set.of(
            "git.corp.example",
            "gw.corp.example",
            "corp",
            "lab.example",
            "dot.example",
            "\"C=DE,".substring(1),
            "CN=Jane"),
        ProfileRedactor.redact(
                """
                cipher AES-256-CBC
                tls-version-min 1.2
                route git.corp.example 255.255.255.255 gw.corp.example
                dns search-domains corp lab.example
                dns server 1 sni dot.example
                verify-x509-name "C=DE, CN=Jane Doe" subject
                """)
            .names());
  }

  @Test
  void theHostOfAPageIsANameWithoutThePage() {
    RedactedProfile profile =
        ProfileRedactor.redact(
            "dhcp-option PROXY_AUTO_CONFIG_URL https://pac.corp.example:8443/wpad?key=" + SECRET);
    assertEquals(Set.of("pac.corp.example"), profile.names());
    assertTrue(profile.text().contains(" https://pac.corp.example:8443[removed: "), profile.text());
  }

  @Test
  void namesOfHostsAndUsersAreKnown() {
    RedactedProfile profile =
        ProfileRedactor.redact(
            """
            remote vpn.example 1194
            http-proxy proxy.example 3128
            dhcp-option DOMAIN corp.example
            verify-x509-name "srv.example" name
            <auth-user-pass>
            jane
            swordfish
            </auth-user-pass>
            """);
    assertEquals(
        Set.of("vpn.example", "proxy.example", "corp.example", "srv.example", "jane"),
        profile.names());
    // With what a proxy would be told.
    assertEquals(Set.of("swordfish", "amFuZTpzd29yZGZpc2g="), profile.secrets());
    assertFalse(profile.toString().contains("swordfish"));
  }
}
