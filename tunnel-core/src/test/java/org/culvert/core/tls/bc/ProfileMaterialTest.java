package org.culvert.core.tls.bc;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x9.X962Parameters;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.profile.TlsSettings.TlsVersion;
import org.culvert.core.tls.TlsSetupException;
import org.junit.jupiter.api.Test;

/** Certificates, keys and choices as profiles hold them. */
class ProfileMaterialTest {
  private final TestPki.Issued ca = TestPki.selfSigned(TestPki.authority("Test CA"));
  private final TestPki.Issued own = TestPki.issue(TestPki.client("client"), ca);

  private Settings good() {
    return new Settings().ca(ca.pem()).identity(own);
  }

  private static Problem problem(Settings settings) {
    return assertThrows(TlsSetupException.class, () -> BcTlsClientFactory.of(settings.build()))
        .problem();
  }

  private static void assertReadable(Settings settings) {
    assertDoesNotThrow(() -> BcTlsClientFactory.of(settings.build()));
  }

  @Test
  void carriageReturnsAndTextAroundABlockDoNotMatter() {
    String dressed =
        "Certificate:\r\n    Data:\r\n        Version: 3 (0x2)\r\n"
            + own.pem().replace("\n", "\r\n")
            + "\r\n# a comment\r\n";
    assertReadable(
        good()
            .ca(ca.pem().replace("\n", "\r\n"))
            .certificate(dressed)
            .key("  \r\n" + own.keyPem()));
  }

  @Test
  void indentedPemIsRead() {
    assertReadable(good().certificate(own.pem().indent(4)).key(own.keyPem().indent(4)));
  }

  @Test
  void aKeyInTheOldFormForRsaIsRead() throws Exception {
    TestPki.Issued rsa = TestPki.issue(TestPki.client("client").key("RSA-2048"), ca);
    byte[] pkcs1 =
        PrivateKeyInfo.getInstance(rsa.keys().getPrivate().getEncoded())
            .parsePrivateKey()
            .toASN1Primitive()
            .getEncoded();
    assertReadable(good().certificate(rsa.pem()).key(TestPki.pem("RSA PRIVATE KEY", pkcs1)));
  }

  @Test
  void aKeyInTheOldFormForEcIsReadBehindItsParameters() throws Exception {
    PrivateKeyInfo info = PrivateKeyInfo.getInstance(own.keys().getPrivate().getEncoded());
    ECPrivateKey bare = ECPrivateKey.getInstance(info.parsePrivateKey());
    ECPrivateKey sec1 =
        new ECPrivateKey(256, bare.getKey(), new X962Parameters(SECObjectIdentifiers.secp256r1));
    String parameters = TestPki.pem("EC PARAMETERS", X9ObjectIdentifiers.prime256v1.getEncoded());
    assertReadable(good().key(parameters + TestPki.pem("EC PRIVATE KEY", sec1.getEncoded())));
  }

  @Test
  void aKeyWithAPassphraseIsToldAsSuch() {
    String pkcs8 = TestPki.pem("ENCRYPTED PRIVATE KEY", new byte[] {1, 2, 3});
    String old =
        """
        -----BEGIN RSA PRIVATE KEY-----
        Proc-Type: 4,ENCRYPTED
        DEK-Info: AES-256-CBC,00112233445566778899AABBCCDDEEFF

        AAECAw==
        -----END RSA PRIVATE KEY-----
        """;
    assertEquals("it is locked with a passphrase", problem(good().key(pkcs8)).args().get(1));
    assertEquals("it is locked with a passphrase", problem(good().key(old)).args().get(1));
  }

  @Test
  void aKeyOfAnotherCertificateIsRefused() {
    Problem problem = problem(good().key(TestPki.issue(TestPki.client("other"), ca).keyPem()));
    assertEquals(ProblemCode.OWN_CERT_INVALID, problem.code());
    assertEquals("key", problem.args().getFirst());
  }

  @Test
  void whatIsBrokenIsNamed() {
    assertEquals("ca", problem(good().ca("nonsense")).args().getFirst());
    assertEquals("cert", problem(good().certificate("nonsense")).args().getFirst());
    assertEquals("key", problem(good().key("nonsense")).args().getFirst());
    assertEquals("extra-certs", problem(good().extra("nonsense")).args().getFirst());
    assertEquals("crl-verify", problem(good().crl("nonsense")).args().getFirst());
    assertEquals(
        "cert", problem(good().certificate("-----BEGIN CERTIFICATE-----\nAAEC")).args().getFirst());
    assertEquals("ca", problem(new Settings()).args().getFirst());
    assertEquals("key", problem(new Settings().ca(ca.pem()).key(own.keyPem())).args().getFirst());
    assertEquals(
        "cert", problem(new Settings().ca(ca.pem()).certificate(own.pem())).args().getFirst());
  }

  @Test
  void aBrokenKeyIsNeverQuoted() {
    String secret = "c2VjcmV0LXNlY3JldC1zZWNyZXQ=";
    Problem problem =
        problem(
            good().key("-----BEGIN PRIVATE KEY-----\n" + secret + "\n-----END PRIVATE KEY-----"));
    assertFalse(problem.message().contains("secret"), problem.message());
    assertFalse(problem.message().contains(secret), problem.message());
  }

  @Test
  void anIdentityPrintsItsNameOnly() throws Exception {
    OwnIdentity identity =
        OwnIdentity.of(good().build(), Certificates.read(ca.pem(), "ca")).orElseThrow();
    assertEquals("CN=client", identity.toString());
  }

  @Test
  void anIntermediateOfTheProfileIsSentAlong() throws Exception {
    TestPki.Issued middle = TestPki.issue(TestPki.authority("Middle"), ca);
    TestPki.Issued leaf = TestPki.issue(TestPki.client("client"), middle);
    String bundle = ca.pem() + middle.pem();
    OwnIdentity identity =
        OwnIdentity.of(
                new Settings().ca(bundle).identity(leaf).build(), Certificates.read(bundle, "ca"))
            .orElseThrow();
    assertEquals(2, identity.chain().size());
  }

  @Test
  void choicesThatLeaveNothingAreTold() {
    assertEquals(
        ProblemCode.UNSUPPORTED,
        problem(good().versions(TlsVersion.TLS_1_3, TlsVersion.TLS_1_2)).code());
    assertEquals(
        ProblemCode.UNSUPPORTED,
        problem(good().versions(TlsVersion.TLS_1_2, TlsVersion.TLS_1_2).tls12("RC4-MD5")).code());
    assertEquals(ProblemCode.UNSUPPORTED, problem(good().groups("wap-wsg-idm")).code());
  }

  @Test
  void ciphersAreKnownByBothSpellingsAndInTheGivenOrder() {
    assertEquals(
        CipherSuites.tls12(
            java.util.List.of(
                "TLS-DHE-RSA-WITH-AES-128-CBC-SHA", "TLS-ECDHE-RSA-WITH-AES-256-GCM-SHA384")),
        CipherSuites.tls12(
            java.util.List.of("DHE-RSA-AES128-SHA:!aNULL:ECDHE-RSA-AES256-GCM-SHA384")));
    assertEquals(
        CipherSuites.tls12(java.util.List.of()),
        CipherSuites.tls12(java.util.List.of("DEFAULT:@SECLEVEL=0")));
    assertTrue(CipherSuites.tls12(java.util.List.of("TLS-RSA-WITH-AES-128-CBC-SHA")).isEmpty());
  }

  @Test
  void aVersionWithoutACipherIsNotOffered() throws Exception {
    Offer only13 = Offer.of(good().tls12("RC4-MD5").build());
    assertEquals(1, only13.versions().size());
    Offer only12 = Offer.of(good().tls13("nonsense").build());
    assertEquals(1, only12.versions().size());
  }
}
