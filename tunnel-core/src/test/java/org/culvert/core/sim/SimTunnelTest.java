package org.culvert.core.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.Secret;
import org.culvert.core.data.InBandMessage;
import org.culvert.core.keys.DataCipher;
import org.culvert.core.profile.CompressionSettings;
import org.culvert.core.profile.ControlWrapping;
import org.culvert.core.profile.Timers;
import org.culvert.core.profile.TlsSettings;
import org.culvert.core.session.Ending;
import org.culvert.core.session.Input;
import org.culvert.core.wire.CompressionFraming;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Client and demo peer with everything real between them but the network and the time. */
final class SimTunnelTest {
  static Stream<ControlWrapping> wrappings() {
    return Stream.of(new ControlWrapping.None(), SimTunnel.tlsAuth(), SimTunnel.tlsCrypt());
  }

  @ParameterizedTest
  @MethodSource("wrappings")
  void aTunnelOpensAndCarriesDataOverAQuietWire(ControlWrapping wrapping) {
    SimTunnel tunnel = SimTunnel.with(1).wrapping(wrapping).open().connect();
    tunnel.assertDataFlows("connecting");
    assertEquals(
        "10.8.0.2/24", tunnel.client().plan().orElseThrow().addresses().getFirst().toString());
    assertEquals(Optional.of("TLSv1.3"), tunnel.client().tlsVersion());
  }

  @Test
  void tls12WorksAsWell() {
    SimTunnel tunnel =
        SimTunnel.with(1).maxVersion(TlsSettings.TlsVersion.TLS_1_2).open().connect();
    tunnel.assertDataFlows("connecting");
    assertEquals(Optional.of("TLSv1.2"), tunnel.client().tlsVersion());
  }

  @ParameterizedTest
  @EnumSource(
      value = DataCipher.class,
      names = {"AES_256_GCM", "AES_128_GCM", "CHACHA20_POLY1305"})
  void everyOfferedCipherCarriesData(DataCipher cipher) {
    SimTunnel tunnel = SimTunnel.with(1).peerCiphers(cipher).open().connect();
    tunnel.assertDataFlows("connecting");
    assertTrue(tunnel.client().story().contains("cipher " + cipher.openVpnName()));
  }

  @ParameterizedTest
  @EnumSource(
      value = DataCipher.class,
      names = {"AES_256_CBC", "AES_192_CBC", "AES_128_CBC", "BF_CBC"})
  void anOldCipherThatTheProfileNamesCarriesDataWithAWarning(DataCipher cipher) {
    SimTunnel tunnel =
        SimTunnel.with(1)
            .clientCiphers("AES-256-GCM", cipher.openVpnName())
            .peerCiphers(cipher)
            .withoutPeerId()
            .open()
            .connect();
    tunnel.assertDataFlows("connecting");
    assertTrue(
        tunnel.client().story().stream()
            .anyMatch(line -> line.startsWith(cipher.openVpnName() + " ")),
        tunnel.client().story()::toString);
  }

  @ParameterizedTest
  @CsvSource({"comp-lzo no, LZO", "compress, STUB", "compress stub-v2, STUB_V2"})
  void aPushedFramingIsFollowed(String option, CompressionFraming framing) {
    SimTunnel tunnel =
        SimTunnel.with(1)
            .push("ifconfig 10.8.0.2 255.255.255.0", option)
            .peerFraming(framing)
            .open()
            .connect();
    tunnel.assertDataFlows("connecting");
    assertTrue(tunnel.client().isConnected());
  }

  @ParameterizedTest
  @EnumSource(CompressionFraming.class)
  void aFramingOfTheProfileIsFollowed(CompressionFraming framing) {
    SimTunnel tunnel =
        SimTunnel.with(1)
            .compression(new CompressionSettings(framing, false))
            .peerFraming(framing)
            .clientCiphers("AES-128-CBC")
            .peerCiphers(DataCipher.AES_128_CBC)
            .open()
            .connect();
    tunnel.assertDataFlows("connecting");
  }

  @ParameterizedTest
  @MethodSource("wrappings")
  void theClientRenewsTheKeys(ControlWrapping wrapping) {
    SimTunnel tunnel = SimTunnel.with(1).wrapping(wrapping).open().connect();
    for (int keyId : new int[] {1, 2, 3, 4, 5, 6, 7, 1, 2}) {
      tunnel.client().input(new Input.Renegotiate());
      tunnel.assertDataFlows("beginning to renew");
      tunnel
          .clock()
          .runUntil(
              "both send with key " + keyId,
              () -> {
                tunnel.assertDataFlows("renewing");
                return tunnel.client().sendingKey() == keyId && tunnel.peer().sendingKey() == keyId;
              },
              Duration.ofSeconds(90));
    }
    assertTrue(tunnel.client().isConnected());
  }

  @ParameterizedTest
  @EnumSource(
      value = DataCipher.class,
      names = {"AES_256_GCM", "CHACHA20_POLY1305"})
  void shortEpochsPassUnnoticedAndRenewalsGoOn(DataCipher cipher) {
    SimTunnel tunnel = SimTunnel.with(1).peerCiphers(cipher).epochs(20).open().connect();
    for (int i = 0; i < 50; i++) {
      tunnel.assertDataFlows("an epoch began");
    }
    tunnel.peer().renegotiate();
    tunnel
        .clock()
        .runUntil(
            "both send with key 1",
            () -> tunnel.client().sendingKey() == 1 && tunnel.peer().sendingKey() == 1,
            Duration.ofSeconds(90));
    for (int i = 0; i < 50; i++) {
      tunnel.assertDataFlows("renewing");
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 40", "20000, 0"})
  void aKeyIsRenewedWhenItHasCarriedAsMuchAsTheProfileSays(long bytes, long packets) {
    Timers d = Timers.DEFAULT;
    Timers timers =
        new Timers(
            d.ping(),
            d.pingRestart(),
            d.pingExit(),
            d.handWindow(),
            d.tranWindow(),
            0,
            d.tlsTimeout(),
            d.inactive(),
            d.inactiveBytes(),
            bytes,
            packets,
            0);
    SimTunnel tunnel = SimTunnel.with(3).timers(timers).open().connect();
    for (int i = 0; i < 20; i++) {
      tunnel.client().sendPacket(SimTunnel.packet("x".repeat(600)));
    }
    tunnel.clock().run(Duration.ofSeconds(5));
    assertEquals(0, tunnel.client().sendingKey());
    for (int i = 0; i < 20; i++) {
      tunnel.client().sendPacket(SimTunnel.packet("x".repeat(600)));
    }
    tunnel
        .clock()
        .runUntil(
            "another key sends", () -> tunnel.client().sendingKey() == 1, Duration.ofSeconds(90));
  }

  @Test
  void aSilentServerIsToldEarlyAndGivenUpAtTheHandWindow() {
    SimTunnel tunnel = SimTunnel.with(1).wrapping(SimTunnel.tlsCrypt()).open();
    tunnel.peer().die();
    tunnel.client().start();
    tunnel.clock().run(Duration.ofSeconds(5));
    assertEquals(ProblemCode.NO_ANSWER, tunnel.client().troubles().getLast().code());
    assertTrue(tunnel.client().ending().isEmpty());
    tunnel.awaitEnd(Duration.ofSeconds(60));
    assertEquals(ProblemCode.NO_ANSWER, tunnel.endCode());
  }

  @Test
  void aServerWithAnotherKeyStaysSilentAndTheMessageNamesTheKey() {
    SimTunnel tunnel =
        SimTunnel.with(1)
            .wrapping(SimTunnel.tlsCrypt())
            .peerWrapping(new ControlWrapping.TlsCrypt(SimTunnel.key((byte) 99)))
            .open();
    tunnel.client().start();
    tunnel.awaitEnd(Duration.ofSeconds(70));
    assertEquals(ProblemCode.NO_ANSWER, tunnel.endCode());
    assertTrue(
        tunnel
            .client()
            .ending()
            .orElseThrow()
            .problem()
            .orElseThrow()
            .hint()
            .contains("tls-crypt"));
  }

  @Test
  void aServerThatForgetsIsShownTheClientsKeyAgain() {
    SimTunnel tunnel = SimTunnel.with(1).wrapping(SimClientKey.wrapping()).open();
    tunnel.connect();
    tunnel.assertDataFlows("the key was shown twice");
    tunnel.peer().renegotiate();
    tunnel.clock().run(Duration.ofSeconds(5));
    tunnel.assertDataFlows("keys were renewed");
    assertTrue(tunnel.client().story().contains("install 1"), tunnel.client().story()::toString);
  }

  @Test
  void aRenewalWorksWithTheClientsOwnKeyWhereTheServerKnowsNoOther() {
    SimTunnel tunnel =
        SimTunnel.with(1).wrapping(SimClientKey.wrapping()).withoutDynamicTlsCrypt().open();
    tunnel.connect();
    tunnel.assertDataFlows("the start");
    tunnel.peer().renegotiate();
    tunnel.clock().run(Duration.ofSeconds(5));
    tunnel.assertDataFlows("keys were renewed");
    assertTrue(tunnel.client().story().contains("install 1"), tunnel.client().story()::toString);
  }

  @Test
  void aClientKeyOfAnotherServerGetsNoAnswer() {
    Secret other = Secret.owning(new byte[128]);
    SimTunnel tunnel =
        SimTunnel.with(1).wrapping(SimClientKey.wrapping(other, new byte[] {0})).open();
    tunnel.client().start();
    tunnel.awaitEnd(Duration.ofSeconds(70));
    assertEquals(ProblemCode.NO_ANSWER, tunnel.endCode());
  }

  @Test
  void aRefusedPortEndsTheAttemptAfterSomePatience() {
    SimTunnel tunnel = SimTunnel.with(1).open();
    tunnel.peer().die();
    tunnel.client().start();
    tunnel.client().input(new Input.PortUnreachable());
    tunnel.clock().run(Duration.ofSeconds(2));
    tunnel.client().input(new Input.PortUnreachable());
    tunnel.awaitEnd(Duration.ofSeconds(2));
    assertEquals(ProblemCode.PORT_CLOSED, tunnel.endCode());
  }

  @Test
  void aWrongPasswordIsToldAsSuch() {
    SimTunnel tunnel = SimTunnel.with(1).passwords("wrong", "right").open();
    tunnel.client().start();
    tunnel.awaitEnd(Duration.ofSeconds(5));
    assertEquals(ProblemCode.AUTH_FAILED, tunnel.endCode());
  }

  @Test
  void theRightPasswordOpensTheTunnel() {
    SimTunnel.with(1).passwords("right", "right").open().connect().assertDataFlows("logging in");
  }

  @Test
  void aServerThatPushesNoKeepaliveAndDiesIsNoticed() {
    SimTunnel tunnel = SimTunnel.with(1).push("ifconfig 10.8.0.2 255.255.255.0").open().connect();
    tunnel.peer().die();
    tunnel.awaitEnd(Duration.ofSeconds(122));
    assertEquals(ProblemCode.PEER_SILENT, tunnel.endCode());
  }

  @Test
  void anIdleTunnelEndsWhenTheServerWantsItSo() {
    SimTunnel tunnel =
        SimTunnel.with(1)
            .push("ifconfig 10.8.0.2 255.255.255.0", "ping 5", "ping-restart 0", "inactive 30 100")
            .open()
            .connect();
    tunnel.clock().run(Duration.ofSeconds(20));
    tunnel.assertDataFlows("twenty seconds of silence, with more than a hundred bytes".repeat(2));
    tunnel.clock().run(Duration.ofSeconds(25));
    assertTrue(tunnel.client().isConnected());
    tunnel.awaitEnd(Duration.ofSeconds(10));
    assertEquals(ProblemCode.INACTIVE, tunnel.endCode());
  }

  @Test
  void aDeadServerIsNoticedByPingRestart() {
    SimTunnel tunnel = SimTunnel.with(1).wrapping(SimTunnel.tlsCrypt()).open().connect();
    tunnel.assertDataFlows("connecting");
    long died = tunnel.clock().now();
    tunnel.peer().die();
    tunnel.awaitEnd(Duration.ofSeconds(70));
    assertEquals(ProblemCode.PEER_SILENT, tunnel.endCode());
    long seconds = (tunnel.clock().now() - died) / 1000;
    assertTrue(seconds >= 59 && seconds <= 62, "after " + seconds + " s");
  }

  @Test
  void pingsKeepAnIdleTunnelAliveInBothDirections() {
    SimTunnel tunnel =
        SimTunnel.with(1)
            .push("topology subnet", "ifconfig 10.8.0.2 255.255.255.0", "ping 5", "ping-restart 0")
            .open()
            .connect();
    int before = tunnel.peer().receivedCount();
    tunnel.clock().run(Duration.ofMinutes(10));
    assertTrue(tunnel.client().isConnected());
    assertEquals(before, tunnel.peer().receivedCount(), "a ping is no payload");
  }

  @Test
  void disconnectingTellsTheServer() {
    SimTunnel tunnel = SimTunnel.with(1).open().connect();
    tunnel.client().input(new Input.Stop());
    tunnel.awaitEnd(Duration.ofSeconds(2));
    assertEquals(Optional.empty(), tunnel.client().ending().orElseThrow().problem());
    assertTrue(tunnel.peer().story().contains("gone: the client left"));
  }

  @Test
  void aServerThatLeavesMakesTheClientConnectAgain() {
    SimTunnel tunnel = SimTunnel.with(1).open().connect();
    tunnel.peer().stop();
    tunnel.awaitEnd(Duration.ofSeconds(2));
    assertTrue(tunnel.client().ending().orElseThrow().next() instanceof Ending.Next.Retry);

    SimTunnel other = SimTunnel.with(1).open().connect();
    other.peer().sendInBand(InBandMessage.occExit());
    other.awaitEnd(Duration.ofSeconds(2));
    assertTrue(other.client().ending().orElseThrow().next() instanceof Ending.Next.Retry);
  }

  @Test
  void aServerWithoutACommonCipherIsExplained() {
    SimTunnel tunnel = SimTunnel.with(1).peerCiphers(DataCipher.AES_192_GCM).open();
    tunnel.client().start();
    tunnel.awaitEnd(Duration.ofSeconds(5));
    assertEquals(ProblemCode.CIPHER_MISMATCH, tunnel.endCode());
  }

  @Test
  void aPushThatCannotBeUsedEndsTheAttemptWithItsReason() {
    SimTunnel tunnel = SimTunnel.with(1).push("ifconfig 10.8.0.2 255.0.255.0").open();
    tunnel.client().start();
    tunnel.awaitEnd(Duration.ofSeconds(5));
    assertEquals(ProblemCode.PUSH_REFUSED, tunnel.endCode());
  }
}
