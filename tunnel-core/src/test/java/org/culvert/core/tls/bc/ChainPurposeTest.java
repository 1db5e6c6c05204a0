package org.culvert.core.tls.bc;

import static org.culvert.core.tls.bc.TestPki.CLIENT_AUTH;
import static org.culvert.core.tls.bc.TestPki.SERVER_AUTH;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.culvert.core.profile.TlsSettings.PeerPurpose;
import org.culvert.core.tls.TlsFailure;
import org.junit.jupiter.api.Test;

/** What each certificate of a chain was issued for, judged as OpenSSL does for a TLS server. */
class ChainPurposeTest {
  private static final String NETSCAPE_TYPE = "2.16.840.1.113730.1.1";
  private static final String EXTENDED_KEY_USAGE = "2.5.29.37";

  private final TestPki.Issued root = TestPki.selfSigned(TestPki.authority("Root"));

  private Settings client(TestPki.Issued ca) {
    return new Settings()
        .ca(ca.pem())
        .identity(TestPki.issue(TestPki.client("client"), root))
        .purpose(PeerPurpose.SERVER);
  }

  private TlsPair connect(Settings client, Settings server) {
    return TlsPair.of(client.build(), server.ca(root.pem()).build()).run();
  }

  private TlsPair connectThrough(TestPki.Spec middle) {
    TestPki.Issued between = TestPki.issue(middle, root);
    TestPki.Issued leaf = TestPki.issue(TestPki.server("server"), between);
    return connect(client(root), new Settings().identity(leaf).extra(between.pem()));
  }

  private static void assertWrongPurpose(String subject, String detail, TlsPair pair) {
    assertEquals(
        Optional.of(new TlsFailure.WrongPurpose(subject, detail)), pair.client().failure());
  }

  @Test
  void anIntermediateForClientsOnlyVouchesForNoServer() {
    assertWrongPurpose(
        "CN=Middle",
        "its extended key usage does not name TLS servers",
        connectThrough(TestPki.authority("Middle").extended(CLIENT_AUTH)));
  }

  @Test
  void anIntermediateForServersVouchesForThem() {
    connectThrough(TestPki.authority("Middle").extended(SERVER_AUTH)).assertConnected();
  }

  @Test
  void aRootForClientsOnlyVouchesForNoServer() {
    TestPki.Issued clients =
        TestPki.selfSigned(TestPki.authority("Clients' root").extended(CLIENT_AUTH));
    assertWrongPurpose(
        "CN=Clients' root",
        "its extended key usage does not name TLS servers",
        connect(
            client(clients),
            new Settings().identity(TestPki.issue(TestPki.server("server"), clients))));
  }

  @Test
  void anExtendedKeyUsageThatCannotBeReadExcludesEverything() {
    assertWrongPurpose(
        "CN=Middle",
        "its extended key usage cannot be read",
        connectThrough(TestPki.authority("Middle").with(EXTENDED_KEY_USAGE, new byte[] {4, 1, 0})));
  }

  @Test
  void anExtendedKeyUsageThatNamesNothingExcludesEverything() {
    TestPki.Issued server =
        TestPki.issue(
            TestPki.server("server")
                .extended(List.of())
                .with(EXTENDED_KEY_USAGE, new byte[] {0x30, 0}),
            root);
    assertWrongPurpose(
        "CN=server",
        "its extended key usage does not name TLS servers",
        connect(client(root).purpose(PeerPurpose.ANY), new Settings().identity(server)));
  }

  @Test
  void aNetscapeTypeWithoutServersExcludesThem() {
    TestPki.Issued server =
        TestPki.issue(
            TestPki.server("server")
                .extended(List.of())
                .with(NETSCAPE_TYPE, new byte[] {3, 2, 7, (byte) 0x80}),
            root);
    assertWrongPurpose(
        "CN=server",
        "its Netscape certificate type does not name TLS servers",
        connect(client(root).purpose(PeerPurpose.ANY), new Settings().identity(server)));
  }

  @Test
  void aNetscapeTypeForServersIsFine() {
    TestPki.Issued server =
        TestPki.issue(
            TestPki.server("server").with(NETSCAPE_TYPE, new byte[] {3, 2, 6, 0x40}), root);
    connect(client(root), new Settings().identity(server)).assertConnected();
  }

  @Test
  void aRootThatSaysThatItMayNotSignVouchesForNobody() {
    TestPki.Issued own =
        TestPki.selfSigned(TestPki.authority("Root").usage(Optional.of(KeyUsage.cRLSign)));
    assertUntrusted(
        connect(client(own), new Settings().identity(TestPki.issue(TestPki.server("s"), own))));
  }

  @Test
  void aRootsLimitOnTheLengthOfChainsHolds() throws IOException {
    TestPki.Issued limited =
        TestPki.selfSigned(
            TestPki.authority("Root")
                .with(Extension.basicConstraints.getId(), new BasicConstraints(0).getEncoded()));
    TestPki.Issued middle = TestPki.issue(TestPki.authority("Middle"), limited);
    TestPki.Issued leaf = TestPki.issue(TestPki.server("server"), middle);
    assertUntrusted(connect(client(limited), new Settings().identity(leaf).extra(middle.pem())));
  }

  @Test
  void aRootsLimitOnTheLengthOfChainsDoesNotCountTheLeaf() throws IOException {
    TestPki.Issued limited =
        TestPki.selfSigned(
            TestPki.authority("Root")
                .with(Extension.basicConstraints.getId(), new BasicConstraints(0).getEncoded()));
    TestPki.Issued leaf = TestPki.issue(TestPki.server("server"), limited);
    connect(client(limited), new Settings().identity(leaf)).assertConnected();
  }

  @Test
  void aRootsLimitOnNamesHolds() throws IOException {
    TestPki.Issued acme = TestPki.selfSigned(onlyFor("O=Acme"));
    TestPki.Issued leaf = TestPki.issue(TestPki.server("x").named("O=Other, CN=server"), acme);
    assertUntrusted(connect(client(acme), new Settings().identity(leaf)));
  }

  @Test
  void aNameWithinARootsLimitIsFine() throws IOException {
    TestPki.Issued acme = TestPki.selfSigned(onlyFor("O=Acme"));
    TestPki.Issued leaf = TestPki.issue(TestPki.server("x").named("O=Acme, CN=server"), acme);
    connect(client(acme), new Settings().identity(leaf)).assertConnected();
  }

  private static TestPki.Spec onlyFor(String subject) throws IOException {
    GeneralSubtree[] permitted = {new GeneralSubtree(new GeneralName(new X500Name(subject)))};
    return TestPki.authority("Root")
        .named(subject + ", CN=Root")
        .with(Extension.nameConstraints.getId(), new NameConstraints(permitted, null).getEncoded());
  }

  private static void assertUntrusted(TlsPair pair) {
    assertEquals(
        Optional.of(TlsFailure.Untrusted.class), pair.client().failure().map(Object::getClass));
  }

  @Test
  void aSelfSignedServerThatIsNoAuthorityVouchesForNobodyElse() {
    TestPki.Issued own = TestPki.selfSigned(TestPki.server("own"));
    assertUntrusted(
        connect(
            client(own), new Settings().identity(TestPki.issue(TestPki.server("mallory"), own))));
  }
}
