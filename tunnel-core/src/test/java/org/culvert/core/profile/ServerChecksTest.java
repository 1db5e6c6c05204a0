package org.culvert.core.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines that check the server must not lose their force unsaid. */
class ServerChecksTest {
  private static final String PIN =
      "peer-fingerprint " + "abababababababababababababababababababababababababababababababab";

  private static List<String> warnings(ProfileReport report) {
    assertTrue(report.profile().isPresent(), () -> Samples.lines(report.findings()).toString());
    return report.findings().stream()
        .filter(finding -> finding.severity() == Finding.Severity.WARNING)
        .map(Finding::directive)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"verify-x509-name server-1 name", PIN})
  void aCheckByAProgramMayGoWhereTheServerIsKnownOtherwise(String known) {
    assertEquals(
        List.of("tls-verify"), warnings(Samples.parse(Samples.good("tls-verify check", known))));
  }

  @Test
  void aCheckByAProgramIsMissedBehindSetenvOptToo() {
    ProfileReport report = Samples.parse(Samples.good("setenv opt tls-verify check"));
    assertEquals("tls-verify", report.errors().getFirst().directive());
  }

  @Test
  void aRevocationListWithoutAnAuthorityIsSaidToHaveNoEffect() {
    String pinned =
        Samples.good(PIN, "crl-verify crl.pem").replace(Samples.block("ca", "ca.crt"), "");
    assertEquals(List.of("crl-verify"), warnings(Samples.parse(pinned)));
  }

  @Test
  void aKeyUsageOfAnyKindTellsNoServerFromAClient() {
    String anyUsage = Samples.good().replace("remote-cert-tls server", "remote-cert-ku");
    assertEquals(List.of(""), warnings(Samples.parse(anyUsage)));
  }

  @Test
  void valuesForTheServerThatAreNotSentMayBeLong() {
    StringBuilder values = new StringBuilder();
    for (int i = 0; i < 9; i++) {
      values.append("setenv UV_").append(i).append(' ').append("x".repeat(250)).append('\n');
    }
    assertEquals(List.of(), warnings(Samples.parse(Samples.good(values.toString()))));
  }
}
