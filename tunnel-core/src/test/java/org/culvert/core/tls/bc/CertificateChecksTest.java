package org.culvert.core.tls.bc;

import static org.culvert.core.tls.bc.TestPki.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.profile.TlsSettings.PeerPurpose;
import org.culvert.core.profile.TlsSettings.ServerName.Match;
import org.culvert.core.profile.TlsSettings.TlsVersion;
import org.culvert.core.tls.TlsFailure;
import org.culvert.core.tls.TlsSetupException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CertificateChecksTest {
  private final TestPki.Issued ca = TestPki.selfSigned(TestPki.authority("Test CA"));
  private final TestPki.Issued good = TestPki.issue(TestPki.server("server"), ca);

  private Settings client() {
    return new Settings()
        .ca(ca.pem())
        .identity(TestPki.issue(TestPki.client("client"), ca))
        .purpose(PeerPurpose.SERVER);
  }

  private TlsPair connect(Settings client, TestPki.Issued server) {
    return connect(client, new Settings().identity(server));
  }

  private TlsPair connect(Settings client, Settings server) {
    return TlsPair.of(client.build(), server.ca(ca.pem()).build()).run();
  }

  @ParameterizedTest
  @EnumSource(names = {"TLS_1_2", "TLS_1_3"})
  void anotherAuthorityIsUntrusted(TlsVersion version) {
    TestPki.Issued other = TestPki.selfSigned(TestPki.authority("Other CA"));
    connect(client().versions(version, version), TestPki.issue(TestPki.server("mallory"), other))
        .assertRefused(
            new TlsFailure.Untrusted(
                "CN=mallory", "its chain ends at no self-signed certificate of the ca"),
            "unknown_ca");
  }

  @Test
  void anAuthorityOfTheSameNameIsStillAnother() {
    TestPki.Issued twin = TestPki.selfSigned(TestPki.authority("Test CA"));
    TlsPair pair = connect(client(), TestPki.issue(TestPki.server("mallory"), twin));
    assertInstanceOf(TlsFailure.Untrusted.class, pair.client().failure().orElseThrow());
  }

  @ParameterizedTest
  @EnumSource(names = {"TLS_1_2", "TLS_1_3"})
  void anExpiredCertificateIsToldWithItsDate(TlsVersion version) {
    connect(
            client().versions(version, version),
            TestPki.issue(TestPki.server("server").until(NOW.minus(Duration.ofDays(2))), ca))
        .assertRefused(new TlsFailure.Expired("CN=server", "2026-05-30"), "certificate_expired");
  }

  @Test
  void aCertificateFromTheFutureIsToldWithItsDate() {
    connect(
            client(),
            TestPki.issue(TestPki.server("server").from(NOW.plus(Duration.ofDays(2))), ca))
        .assertRefused(new TlsFailure.NotYetValid("CN=server", "2026-06-03"), "bad_certificate");
  }

  @Test
  void anExpiredAuthorityIsNamed() {
    TestPki.Issued old =
        TestPki.selfSigned(TestPki.authority("Old CA").until(NOW.minus(Duration.ofDays(1))));
    connect(client().ca(old.pem()), TestPki.issue(TestPki.server("server"), old))
        .assertRefused(new TlsFailure.Expired("CN=Old CA", "2026-05-31"), "certificate_expired");
  }

  @Test
  void theTimeIsTheOneGivenAndNotTheClock() throws TlsSetupException {
    long later = NOW.plus(Duration.ofDays(365)).toEpochMilli();
    TlsPair pair =
        new TlsPair(
            BcTlsClientFactory.of(client().build()).open(later),
            BcTlsServerFactory.of(new Settings().ca(ca.pem()).identity(good).build()).open(later));
    pair.run();
    assertInstanceOf(TlsFailure.Expired.class, pair.client().failure().orElseThrow());
  }

  @Test
  void aRenewedAuthorityWithItsOldCertificateStillInTheProfileIsFine() {
    TestPki.Issued old =
        TestPki.reissueSelfSigned(
            TestPki.authority("Test CA").until(NOW.minus(Duration.ofDays(1))), ca.keys());
    connect(client().ca(old.pem() + ca.pem()), good).assertConnected();
  }

  @Test
  void aClientsCertificateIsNoServers() {
    connect(client(), TestPki.issue(TestPki.client("mallory"), ca))
        .assertRefused(
            new TlsFailure.WrongPurpose(
                "CN=mallory", "its extended key usage does not name TLS servers"),
            "unsupported_certificate");
  }

  @Test
  void aClientsCertificateIsNoServersEvenWhenTheProfileAsksForNothing() {
    TlsPair pair =
        connect(client().purpose(PeerPurpose.ANY), TestPki.issue(TestPki.client("mallory"), ca));
    assertInstanceOf(TlsFailure.WrongPurpose.class, pair.client().failure().orElseThrow());
  }

  @Test
  void remoteCertTlsDemandsAnExtendedKeyUsage() {
    connect(client(), TestPki.issue(TestPki.server("server").extended(List.of()), ca))
        .assertRefused(
            new TlsFailure.WrongPurpose("CN=server", "it has no extended key usage"),
            "unsupported_certificate");
  }

  @Test
  void remoteCertTlsDemandsAKeyUsage() {
    connect(client(), TestPki.issue(TestPki.server("server").usage(Optional.empty()), ca))
        .assertRefused(
            new TlsFailure.WrongPurpose("CN=server", "it has no key usage"),
            "unsupported_certificate");
  }

  @Test
  void aCertificateWithoutAnyUsageIsFineWhenTheProfileAsksForNothing() {
    connect(
            client().purpose(PeerPurpose.ANY),
            TestPki.issue(TestPki.server("server").usage(Optional.empty()).extended(List.of()), ca))
        .assertConnected();
  }

  @Test
  void oneOfTheKeyUsageMasksMustBeCovered() {
    TestPki.Issued both =
        TestPki.issue(
            TestPki.server("server").usage(Optional.of(0xa0)), ca); // as 0xa0: sign, encipher
    connect(client().keyUsages(0x88, 0xa0), both).assertConnected();
    connect(client().keyUsages(0x88, 0xb0), both)
        .assertRefused(
            new TlsFailure.WrongPurpose("CN=server", "its key usage is a0"),
            "unsupported_certificate");
  }

  @Test
  void anEmptyMaskOnlyDemandsThatThereIsAKeyUsage() {
    connect(client().purpose(PeerPurpose.ANY).keyUsages(0), good).assertConnected();
    TlsPair pair =
        connect(
            client().purpose(PeerPurpose.ANY).keyUsages(0),
            TestPki.issue(TestPki.server("server").usage(Optional.empty()), ca));
    assertInstanceOf(TlsFailure.WrongPurpose.class, pair.client().failure().orElseThrow());
  }

  @Test
  void theExtendedKeyUsageMayBeNamedOrNumbered() {
    connect(client().extendedKeyUsage("TLS Web Server Authentication"), good).assertConnected();
    connect(client().extendedKeyUsage("1.3.6.1.5.5.7.3.1"), good).assertConnected();
    connect(client().extendedKeyUsage("1.2.3.4"), good)
        .assertRefused(
            new TlsFailure.WrongPurpose("CN=server", "its extended key usage lacks 1.2.3.4"),
            "unsupported_certificate");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SUBJECT|C=KG, ST=NA, CN=Server-1|true",
        "SUBJECT|CN=Server-1|false",
        "NAME|Server-1|true",
        "NAME|Server|false",
        "NAME_PREFIX|Server-|true",
        "NAME_PREFIX|erver|false",
      })
  void theNameMustBeTheProfiles(Match match, String wanted, boolean fits) {
    TestPki.Issued server =
        TestPki.issue(TestPki.server("x").named("C=KG, ST=NA, CN=Server-1"), ca);
    TlsPair pair = connect(client().name(wanted, match), server);
    if (fits) {
      pair.assertConnected();
    } else {
      pair.assertRefused(
          new TlsFailure.NameMismatch(
              match == Match.SUBJECT ? "C=KG, ST=NA, CN=Server-1" : "Server-1", wanted),
          "bad_certificate");
    }
  }

  @Test
  void aRevokedCertificateIsRefused() {
    connect(client().crl(revocationList(List.of(good))), good)
        .assertRefused(new TlsFailure.Revoked("CN=server"), "certificate_revoked");
  }

  @Test
  void aCertificateThatIsNotOnTheListIsFine() {
    TestPki.Issued other = TestPki.issue(TestPki.server("other"), ca);
    connect(client().crl(revocationList(List.of(other))), good).assertConnected();
  }

  private String revocationList(List<TestPki.Issued> revoked) {
    return TestPki.revocationList(
        ca, NOW.minus(Duration.ofDays(1)), NOW.plus(Duration.ofDays(1)), revoked);
  }

  @Test
  void anExpiredRevocationListRefusesAll() {
    String list =
        TestPki.revocationList(
            ca, NOW.minus(Duration.ofDays(9)), NOW.minus(Duration.ofDays(2)), List.of());
    TlsPair pair = connect(client().crl(list), good);
    TlsFailure failure = pair.client().failure().orElseThrow();
    assertTrue(failure.toString().contains("expired on 2026-05-30"), failure.toString());
  }

  @Test
  void aForgedRevocationListRefusesAll() {
    TestPki.Issued twin = TestPki.selfSigned(TestPki.authority("Test CA"));
    String list =
        TestPki.revocationList(
            ca,
            twin.keys(),
            NOW.minus(Duration.ofDays(1)),
            NOW.plus(Duration.ofDays(1)),
            List.of());
    TlsPair pair = connect(client().crl(list), good);
    assertInstanceOf(TlsFailure.Protocol.class, pair.client().failure().orElseThrow());
  }

  @Test
  void aRevocationListOfSomebodyElseIsPassedOver() {
    TestPki.Issued other = TestPki.selfSigned(TestPki.authority("Other CA"));
    String list =
        TestPki.revocationList(
            other, NOW.minus(Duration.ofDays(9)), NOW.minus(Duration.ofDays(2)), List.of());
    connect(client().crl(list), good).assertConnected();
  }

  @Test
  void aRevocationListThatCannotBeReadIsToldBeforeTheFirstPacket() {
    TlsSetupException e =
        assertThrows(
            TlsSetupException.class,
            () ->
                BcTlsClientFactory.of(
                    client().crl(TestPki.pem("X509 CRL", new byte[] {1, 2, 3})).build()));
    assertEquals(ProblemCode.OWN_CERT_INVALID, e.problem().code());
    assertEquals("crl-verify", e.problem().args().getFirst());
  }

  @Test
  void aPinnedFingerprintNeedsNoAuthorityAndNoTime() throws Exception {
    TestPki.Issued selfMade =
        TestPki.selfSigned(TestPki.server("server").until(NOW.minus(Duration.ofDays(1))));
    Settings pinned =
        new Settings()
            .identity(TestPki.issue(TestPki.client("client"), ca))
            .fingerprints("00".repeat(32), fingerprint(selfMade));
    connect(pinned, selfMade).assertConnected();
  }

  @Test
  void anotherFingerprintIsRefusedAndToldInFull() throws Exception {
    connect(client().fingerprints("00".repeat(32)), good)
        .assertRefused(
            new TlsFailure.FingerprintMismatch(fingerprint(good)), "certificate_unknown");
  }

  @Test
  void theIssuerMayBePinned() throws Exception {
    var issuer = Certificates.read(ca.pem(), "ca").getFirst();
    for (String algorithm : List.of("SHA-1", "SHA-256")) {
      String hash = Certificates.hash(issuer, algorithm);
      connect(client().issuerHash(algorithm, hash), good).assertConnected();
    }
    connect(client().issuerHash("SHA-256", "00".repeat(32)), good)
        .assertRefused(
            new TlsFailure.IssuerMismatch(
                SubjectName.of(issuer).text(), Certificates.fingerprint(issuer)),
            "certificate_unknown");
    connect(client().issuerHash("SHA-256", fingerprint(good)), good)
        .assertRefused(
            new TlsFailure.IssuerMismatch(
                SubjectName.of(issuer).text(), Certificates.fingerprint(issuer)),
            "certificate_unknown");
  }

  @Test
  void aRevokedNumberIsRefusedWhoeverIssuedIt() {
    connect(client().revokedSerials(java.math.BigInteger.TWO), good).assertConnected();
    connect(client().revokedSerials(good.serial()), good)
        .assertRefused(new TlsFailure.Revoked("CN=server"), "certificate_revoked");
  }

  @Test
  void withAnAuthorityTheFingerprintAloneIsNotEnough() throws Exception {
    TestPki.Issued other = TestPki.selfSigned(TestPki.server("server"));
    TlsPair pair = connect(client().fingerprints(fingerprint(other)), other);
    assertInstanceOf(TlsFailure.Untrusted.class, pair.client().failure().orElseThrow());
  }

  private static String fingerprint(TestPki.Issued issued) throws TlsSetupException {
    return Certificates.fingerprint(Certificates.read(issued.pem(), "cert").getFirst());
  }

  @Test
  void aSelfMadeServerThatIsItsOwnAuthorityIsFine() {
    TestPki.Issued selfMade = TestPki.selfSigned(TestPki.server("server"));
    connect(client().ca(selfMade.pem()), selfMade).assertConnected();
  }

  @Test
  void aLeafCannotIssue() {
    TestPki.Issued fraud = TestPki.issue(TestPki.server("mallory"), good);
    TlsPair pair = connect(client(), new Settings().identity(fraud).extra(good.pem()));
    assertInstanceOf(TlsFailure.Untrusted.class, pair.client().failure().orElseThrow());
  }

  @Test
  void anIntermediateMayComeFromTheServerTheProfileOrBoth() {
    TestPki.Issued middle = TestPki.issue(TestPki.authority("Middle"), ca);
    TestPki.Issued leaf = TestPki.issue(TestPki.server("server"), middle);
    Settings alone = new Settings().identity(leaf);
    connect(client(), new Settings().identity(leaf).extra(middle.pem())).assertConnected();
    connect(client().ca(ca.pem() + middle.pem()), alone).assertConnected();
    connect(client().ca(middle.pem() + ca.pem()), new Settings().identity(leaf).extra(middle.pem()))
        .assertConnected();
  }

  @Test
  void anIntermediateAloneIsNoAnchor() {
    TestPki.Issued middle = TestPki.issue(TestPki.authority("Middle"), ca);
    TestPki.Issued leaf = TestPki.issue(TestPki.server("server"), middle);
    TlsPair pair = connect(client().ca(middle.pem()), leaf);
    assertInstanceOf(TlsFailure.Untrusted.class, pair.client().failure().orElseThrow());
  }

  @Test
  void whatTheServerSendsMayBeOutOfOrderAndTooMuch() {
    TestPki.Issued upper = TestPki.issue(TestPki.authority("Upper"), ca);
    TestPki.Issued lower = TestPki.issue(TestPki.authority("Lower"), upper);
    TestPki.Issued leaf = TestPki.issue(TestPki.server("server"), lower);
    TestPki.Issued stranger = TestPki.selfSigned(TestPki.authority("Stranger"));
    connect(
            client(),
            new Settings()
                .identity(leaf)
                .extra(stranger.pem() + upper.pem() + ca.pem() + lower.pem()))
        .assertConnected();
  }

  @Test
  void aRevokedIntermediateIsRefused() {
    TestPki.Issued middle = TestPki.issue(TestPki.authority("Middle"), ca);
    TestPki.Issued leaf = TestPki.issue(TestPki.server("server"), middle);
    TlsPair pair =
        connect(
            client().crl(revocationList(List.of(middle))),
            new Settings().identity(leaf).extra(middle.pem()));
    assertEquals(Optional.of(new TlsFailure.Revoked("CN=Middle")), pair.client().failure());
  }

  @ParameterizedTest
  @CsvSource({"0, RSA-1024, true", "1, RSA-1024, false", "1, RSA-2048, true", "3, RSA-2048, false"})
  void theCertificateProfileSaysHowLongAKeyMustBe(int level, String keyType, boolean fits) {
    TlsPair pair =
        connect(client().level(level), TestPki.issue(TestPki.server("server").key(keyType), ca));
    if (fits) {
      pair.assertConnected();
    } else {
      assertTrue(
          pair.client().failure().orElseThrow().toString().contains("tls-cert-profile"),
          pair.client().failure().toString());
    }
  }

  @ParameterizedTest
  @CsvSource({"1, true", "2, false"})
  void theCertificateProfileSaysWhetherSha1IsStillGoodEnough(int level, boolean fits) {
    TestPki.Issued rsaCa = TestPki.selfSigned(TestPki.authority("RSA CA").key("RSA-2048"));
    TestPki.Issued server =
        TestPki.issue(TestPki.server("server").signedWith("SHA1withRSA"), rsaCa);
    TlsPair pair = connect(client().ca(rsaCa.pem()).level(level), server);
    if (fits) {
      pair.assertConnected();
    } else {
      assertInstanceOf(TlsFailure.Protocol.class, pair.client().failure().orElseThrow());
    }
  }

  @Test
  void theOwnCertificateIsJudgedOnRequest() throws TlsSetupException {
    BcTlsClientFactory factory = BcTlsClientFactory.of(client().build());
    assertEquals(Optional.empty(), factory.ownCertificateProblem(NOW.toEpochMilli()));
    assertEquals(
        ProblemCode.OWN_CERT_EXPIRED,
        factory
            .ownCertificateProblem(NOW.plus(Duration.ofDays(20)).toEpochMilli())
            .orElseThrow()
            .code());
    assertEquals(
        ProblemCode.OWN_CERT_NOT_YET_VALID,
        factory
            .ownCertificateProblem(NOW.minus(Duration.ofDays(20)).toEpochMilli())
            .orElseThrow()
            .code());
  }
}
