package org.culvert.core.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificatesTest {
  @ParameterizedTest
  @CsvSource({
    "client.crt, client.key",
    "client.crt, client-sec1.key",
    "rsa.crt, rsa.key",
    "rsa.crt, rsa-pkcs1.key",
    "ed.crt, ed.key"
  })
  void keysOfEveryFormAreMatchedWithTheirCertificate(String cert, String key) {
    assertEquals(List.of(), findings(identity(cert, key)));
  }

  @ParameterizedTest
  @CsvSource({
    "client.crt, rsa.key",
    "client.crt, ed.key",
    "rsa.crt, client.key",
    "ed.crt, rsa-pkcs1.key",
    "ca.crt, client.key"
  })
  void aKeyOfAnotherCertificateIsAnError(String cert, String key) {
    assertTrue(
        findings(identity(cert, key)).getLast().contains("'key': the private key does not belong"));
  }

  @ParameterizedTest
  @CsvSource({"encrypted.key", "encrypted-sec1.key"})
  void aLockedKeyIsFineAndItsPassphraseAskedForLater(String key) {
    assertEquals(
        List.of(
            "test.ovpn:6: 'key': the private key is locked with a passphrase. You are asked for it"
                + " when connecting."),
        findings(identity("client.crt", key)));
  }

  @Test
  void anExpiredCertificateOfOursIsAWarningWithNameAndDate() {
    ProfileReport report = Samples.parse(identity("expired.crt", "client.key"));

    assertTrue(report.profile().isPresent());
    assertEquals(
        "test.ovpn:5: your certificate CN=fixture expired expired on 2021-01-01. Get a new profile"
            + " from the server's administrator; check that this machine's clock is right.",
        report.findings().getFirst().toString());
    assertEquals(Finding.Severity.WARNING, report.findings().getFirst().severity());
  }

  @Test
  void aCertificateOfTheFutureIsAWarning() {
    ProfileReport report =
        new ProfileParser(Instant.parse("2000-01-01T00:00:00Z"))
            .parse("test.ovpn", identity("client.crt", "client.key"), Samples.PKI);

    assertTrue(report.findings().getFirst().what().contains("is only valid from 20"));
    assertTrue(report.profile().isPresent());
  }

  @Test
  void binaryCertificatesAreConverted() {
    Profile profile =
        Samples.profile(identity("client.crt", "client.key").replace("ca ca.crt", "ca ca.der"));

    assertEquals(Samples.pem("ca.crt"), profile.tls().ca().orElseThrow());
  }

  @Test
  void textAroundThePemIsSkippedAndCrlfIsFine() {
    String ca = "Certificate:\n    Data: x\n" + Samples.pem("ca.crt") + "trailing\n";
    String text =
        "client\ndev tun\nremote h\nremote-cert-tls server\nauth-user-pass\n<ca>\n"
            + ca
            + "</ca>\n";

    assertEquals(
        Samples.pem("ca.crt"),
        Samples.profile(text.replace("\n", "\r\n")).tls().ca().orElseThrow());
  }

  @Test
  void aLeafInPlaceOfACaIsWarnedAbout() {
    String text = identity("client.crt", "client.key").replace("ca ca.crt", "ca client.crt");

    assertTrue(findings(text).getFirst().contains("is not one of a CA"));
  }

  private static String identity(String cert, String key) {
    return "client\ndev tun\nremote h 1194\nca ca.crt\ncert "
        + cert
        + "\nkey "
        + key
        + "\nremote-cert-tls server\n";
  }

  private static List<String> findings(String text) {
    return Samples.lines(Samples.parse(text).findings());
  }
}
