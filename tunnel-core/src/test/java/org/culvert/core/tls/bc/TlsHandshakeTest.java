package org.culvert.core.tls.bc;

import static org.culvert.core.tls.bc.TestPki.NOW;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.culvert.core.profile.TlsSettings.PeerPurpose;
import org.culvert.core.profile.TlsSettings.TlsVersion;
import org.culvert.core.tls.ExportedKeys;
import org.culvert.core.tls.TlsChannel;
import org.culvert.core.tls.TlsFailure;
import org.culvert.core.tls.TlsResult;
import org.culvert.core.tls.TlsSetupException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsHandshakeTest {
  private final TestPki.Issued ca = TestPki.selfSigned(TestPki.authority("Test CA"));

  private Settings client(String keyType) {
    return new Settings()
        .ca(ca.pem())
        .identity(TestPki.issue(TestPki.client("client").key(keyType), ca))
        .purpose(PeerPurpose.SERVER);
  }

  private Settings server(String keyType) {
    return new Settings()
        .ca(ca.pem())
        .identity(TestPki.issue(TestPki.server("server").key(keyType), ca))
        .purpose(PeerPurpose.CLIENT);
  }

  private TlsPair connected() {
    TlsPair pair = TlsPair.of(client("P-256").build(), server("P-256").build()).run();
    pair.assertConnected();
    return pair;
  }

  @ParameterizedTest
  @CsvSource({
    "TLS_1_2, P-256", "TLS_1_2, P-384", "TLS_1_2, P-521", "TLS_1_2, Ed25519", "TLS_1_2, RSA-2048",
    "TLS_1_3, P-256", "TLS_1_3, P-384", "TLS_1_3, P-521", "TLS_1_3, Ed25519", "TLS_1_3, RSA-2048",
  })
  void everyKindOfKeyConnectsInEveryVersion(TlsVersion version, String keyType) {
    TlsPair pair =
        TlsPair.of(
                client(keyType).versions(version, version).build(),
                server(keyType).versions(version, version).build())
            .run();
    pair.assertConnected();
    assertEquals("TLSv" + version.text(), pair.client().result().orElseThrow().version());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TLS-ECDHE-RSA-WITH-AES-256-GCM-SHA384",
        "TLS-ECDHE-RSA-WITH-CHACHA20-POLY1305-SHA256",
        "TLS-ECDHE-RSA-WITH-AES-128-GCM-SHA256",
        "TLS-ECDHE-RSA-WITH-AES-256-CBC-SHA384",
        "TLS-ECDHE-RSA-WITH-AES-128-CBC-SHA",
        "TLS-DHE-RSA-WITH-AES-256-GCM-SHA384",
        "TLS-DHE-RSA-WITH-AES-128-CBC-SHA256",
      })
  void theNamedCipherOfTls12IsUsed(String name) {
    TlsPair pair =
        TlsPair.of(
                client("P-256")
                    .versions(TlsVersion.TLS_1_2, TlsVersion.TLS_1_2)
                    .tls12(name)
                    .build(),
                server("RSA-2048").build())
            .run();
    pair.assertConnected();
    assertEquals(name.replace('-', '_'), pair.client().result().orElseThrow().cipherSuite());
    assertTalking(pair);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TLS_AES_256_GCM_SHA384",
        "TLS_AES_128_GCM_SHA256",
        "TLS_CHACHA20_POLY1305_SHA256",
      })
  void theNamedCipherOfTls13IsUsed(String name) {
    TlsPair pair = TlsPair.of(client("P-256").tls13(name).build(), server("P-256").build()).run();
    pair.assertConnected();
    assertEquals(name, pair.client().result().orElseThrow().cipherSuite());
    assertTalking(pair);
  }

  @ParameterizedTest
  @ValueSource(strings = {"X25519", "P-256", "prime256v1", "secp384r1", "P-521", "x448"})
  void theNamedGroupConnects(String group) {
    TlsPair.of(client("P-256").groups(group).build(), server("P-256").groups(group).build())
        .run()
        .assertConnected();
  }

  @Test
  void aServerWithAnotherFavouriteGroupAsksForASecondHello() {
    TlsPair.of(client("P-256").build(), server("P-256").groups("secp384r1").build())
        .run()
        .assertConnected();
  }

  private static void assertTalking(TlsPair pair) {
    byte[] message = "a message".getBytes(StandardCharsets.US_ASCII);
    pair.client().writePlaintext(message);
    pair.run();
    assertArrayEquals(message, pair.server().takePlaintext());
  }

  private static ExportedKeys exported(TlsResult result) {
    return result.exported().orElseThrow();
  }

  @Test
  void withoutTheExtendedMasterSecretTls12ConnectsAndExportsNothing() throws TlsSetupException {
    long now = NOW.toEpochMilli();
    TlsPair pair =
        new TlsPair(
            BcTlsClientFactory.of(
                    client("P-256").versions(TlsVersion.TLS_1_2, TlsVersion.TLS_1_2).build())
                .open(now),
            new OldTlsServerFactory(server("P-256").build(), () -> false).open(now));
    pair.run().assertConnected();
    assertEquals(Optional.empty(), pair.client().result().orElseThrow().exported());
  }

  @ParameterizedTest
  @EnumSource(names = {"TLS_1_2", "TLS_1_3"})
  void bothSidesExportTheSameKeysAndTheTwoLabelsDiffer(TlsVersion version) {
    TlsPair pair =
        TlsPair.of(client("P-256").versions(version, version).build(), server("P-256").build())
            .run();
    TlsResult client = pair.client().result().orElseThrow();
    TlsResult server = pair.server().result().orElseThrow();
    byte[] dataKeys = exported(client).dataKeys().copyBytes();
    byte[] dynamicTlsCrypt = exported(client).dynamicTlsCrypt().copyBytes();
    assertEquals(256, dataKeys.length);
    assertEquals(256, dynamicTlsCrypt.length);
    assertArrayEquals(dataKeys, exported(server).dataKeys().copyBytes());
    assertArrayEquals(dynamicTlsCrypt, exported(server).dynamicTlsCrypt().copyBytes());
    assertFalse(java.util.Arrays.equals(dataKeys, dynamicTlsCrypt));
  }

  @Test
  void theResultNamesThePeerAndItsHash() {
    TestPki.Issued own = TestPki.issue(TestPki.server("vpn.example.net"), ca);
    TlsPair pair = TlsPair.of(client("P-256").build(), server("P-256").identity(own).build()).run();
    TlsResult result = pair.client().result().orElseThrow();
    assertEquals("CN=vpn.example.net", result.peer());
    assertEquals(32, result.peerCertificateHash().length);
  }

  @Test
  void recordsMayArriveByteByByte() {
    TlsPair pair = TlsPair.of(client("P-256").build(), server("P-256").build());
    boolean moved;
    do {
      moved = passBytes(pair.client(), pair.server());
      moved |= passBytes(pair.server(), pair.client());
    } while (moved);
    pair.assertConnected();
  }

  private static boolean passBytes(TlsChannel from, TlsChannel to) {
    byte[] records = from.takeCiphertext();
    for (int i = 0; i < records.length; i++) {
      to.offerCiphertext(records, i, 1);
    }
    return records.length > 0;
  }

  @Test
  void messagesKeepTheirOrder() {
    TlsPair pair = connected();
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < 50; i++) {
      String message = "message " + i + ";";
      expected.append(message);
      pair.client().writePlaintext(message.getBytes(StandardCharsets.US_ASCII));
    }
    pair.run();
    assertEquals(
        expected.toString(), new String(pair.server().takePlaintext(), StandardCharsets.US_ASCII));
    assertEquals(0, pair.server().takePlaintext().length);
  }

  @Test
  void aMessageIsOneRecord() {
    TlsPair pair = connected();
    pair.client().writePlaintext(new byte[2048]);
    byte[] records = pair.client().takeCiphertext();
    int length = ((records[3] & 0xff) << 8) | (records[4] & 0xff);
    assertEquals(records.length, 5 + length);
  }

  @Test
  void theFirstFlightIsThereAtOnceAndFitsOnePacket() {
    TlsPair pair = TlsPair.of(client("P-256").build(), server("P-256").build());
    int length = pair.client().takeCiphertext().length;
    assertTrue(length > 100 && length < 1100, "hello of " + length);
    assertEquals(0, pair.client().takeCiphertext().length);
  }

  @Test
  void writingBeforeTheEndOfTheHandshakeIsACallersMistake() {
    TlsPair pair = TlsPair.of(client("P-256").build(), server("P-256").build());
    assertThrows(IllegalStateException.class, () -> pair.client().writePlaintext(new byte[] {1}));
  }

  @Test
  void aServerRefusesAClientWithoutACertificate() {
    TlsPair pair =
        TlsPair.of(
                new Settings().ca(ca.pem()).purpose(PeerPurpose.SERVER).build(),
                server("P-256").build())
            .run();
    assertEquals(
        Optional.of(new TlsFailure.PeerAlert("certificate_required")), pair.client().failure());
  }

  @Test
  void aServerRefusesAClientOfAnotherAuthority() {
    TestPki.Issued other = TestPki.selfSigned(TestPki.authority("Other CA"));
    TlsPair pair =
        TlsPair.of(
                client("P-256").identity(TestPki.issue(TestPki.client("mallory"), other)).build(),
                server("P-256").build())
            .run();
    assertEquals(Optional.of(new TlsFailure.PeerAlert("unknown_ca")), pair.client().failure());
  }

  @Test
  void withoutACommonVersionThereIsAnAlert() {
    TlsPair pair =
        TlsPair.of(
                client("P-256").versions(TlsVersion.TLS_1_3, TlsVersion.TLS_1_3).build(),
                server("P-256").versions(TlsVersion.TLS_1_2, TlsVersion.TLS_1_2).build())
            .run();
    assertEquals(
        Optional.of(new TlsFailure.PeerAlert("protocol_version")), pair.client().failure());
  }

  @Test
  void withoutACommonCipherThereIsAnAlert() {
    TlsPair pair =
        TlsPair.of(
                client("P-256").tls13("TLS_AES_128_GCM_SHA256").tls12("nonsense").build(),
                server("P-256").tls13("TLS_AES_256_GCM_SHA384").build())
            .run();
    assertEquals(
        Optional.of(new TlsFailure.PeerAlert("handshake_failure")), pair.client().failure());
  }

  @Test
  void aHandshakeOfMoreThan64KiBIsCutOff() {
    TlsPair pair = TlsPair.of(client("P-256").build(), server("P-256").build());
    // The library passes over warnings, so without a limit these could go on for ever.
    byte[] alertWarning = {21, 3, 3, 0, 2, 1, 90};
    int sent = 0;
    while (pair.client().failure().isEmpty() && sent < 200_000) {
      pair.client().offerCiphertext(alertWarning, 0, alertWarning.length);
      sent += alertWarning.length;
    }
    assertInstanceOf(TlsFailure.Protocol.class, pair.client().failure().orElseThrow());
    assertTrue(sent <= BcTlsChannel.HANDSHAKE_LIMIT + alertWarning.length, "took " + sent);
  }

  @Test
  void moreThan64KiBOfApplicationDataIsFineAfterwards() {
    TlsPair pair = connected();
    byte[] message = new byte[16_000];
    int received = 0;
    for (int i = 0; i < 10; i++) {
      pair.server().writePlaintext(message);
      pair.run();
      received += pair.client().takePlaintext().length;
    }
    assertEquals(160_000, received);
  }

  @Test
  void closingTwiceIsFineAndNothingComesOutAfterwards() {
    TlsPair pair = connected();
    pair.client().writePlaintext(new byte[] {1});
    pair.client().close();
    pair.client().close();
    assertEquals(0, pair.client().takeCiphertext().length);
    assertEquals(0, pair.client().takePlaintext().length);
    pair.client().offerCiphertext(new byte[] {1, 2, 3}, 0, 3);
    assertThrows(IllegalStateException.class, () -> pair.client().writePlaintext(new byte[] {1}));
  }

  @Test
  void keysThatNobodyTookAreWipedAtTheEnd() throws Exception {
    long now = NOW.toEpochMilli();
    PeerVerifier verifier =
        PeerVerifier.of(
            client("P-256").build(), Certificates.read(ca.pem(), "ca"), LeafPurpose.Peer.SERVER);
    HandshakeOutcome outcome = new HandshakeOutcome(verifier, NOW);
    var protocol = new org.bouncycastle.tls.TlsClientProtocol();
    var peer =
        new ClientPeer(
            new JdkTlsCrypto(new java.security.SecureRandom()),
            Offer.of(client("P-256").build()),
            OwnIdentity.of(client("P-256").build(), Certificates.read(ca.pem(), "ca")),
            outcome);
    TlsChannel client = BcTlsChannel.open(protocol, outcome, () -> protocol.connect(peer));
    TlsChannel server = BcTlsServerFactory.of(server("P-256").build()).open(now);
    boolean moved;
    do {
      moved = TlsPair.pass(client, server);
      moved |= TlsPair.pass(server, client);
    } while (moved);
    TlsResult result = outcome.result().orElseThrow();
    client.close();
    assertThrows(IllegalStateException.class, () -> exported(result).dataKeys().copyBytes());
    assertThrows(IllegalStateException.class, () -> exported(result).dynamicTlsCrypt().copyBytes());
  }

  @Test
  void keysThatWereTakenOutliveTheChannel() {
    TlsPair pair = connected();
    TlsResult result = pair.client().result().orElseThrow();
    pair.client().close();
    assertEquals(256, exported(result).dataKeys().copyBytes().length);
  }
}
