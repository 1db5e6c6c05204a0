package org.culvert.core.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.data.InBandMessage;
import org.culvert.core.keys.DataCipher;
import org.culvert.core.profile.ControlWrapping;
import org.culvert.core.profile.TlsSettings;
import org.culvert.core.session.Ending;
import org.culvert.core.session.Input;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Client and demo peer with everything real between them but the network and the time. */
final class SimTunnelTest {
  private static final int HOSTILE_PACKETS = 100_000;

  static Stream<ControlWrapping> wrappings() {
    return Stream.of(new ControlWrapping.None(), SimTunnel.tlsAuth(), SimTunnel.tlsCrypt());
  }

  private static ProblemCode code(SimTunnel tunnel) {
    return tunnel.client().ending().flatMap(Ending::problem).map(Problem::code).orElseThrow();
  }

  private static void awaitEnd(SimTunnel tunnel, Duration limit) {
    tunnel
        .clock()
        .runUntil("the attempt is over", () -> tunnel.client().ending().isPresent(), limit);
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
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void theHandshakeCompletesThroughAStormAndDataFlows(long seed) {
    SimTunnel tunnel = SimTunnel.with(seed).wrapping(SimTunnel.tlsCrypt()).open();
    tunnel.wire().noise(Noise.storm());
    tunnel.connect();
    tunnel.assertDataFlows("a storm");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void withoutAWrapItCompletesThroughLossDoublingAndReordering(long seed) {
    SimTunnel tunnel = SimTunnel.with(seed).open();
    tunnel.wire().noise(Noise.storm().corrupting(0));
    tunnel.connect();
    tunnel.assertDataFlows("a storm");
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
  @ValueSource(longs = {1, 2, 3})
  void keysAreRenewedThroughAStormWithoutLosingTheConnection(long seed) {
    SimTunnel tunnel =
        SimTunnel.with(seed)
            .wrapping(SimTunnel.tlsCrypt())
            .peerRenegotiatesEvery(Duration.ofSeconds(40))
            .open();
    tunnel.wire().noise(Noise.storm());
    tunnel.connect();
    for (int i = 0; i < 6; i++) {
      tunnel.clock().run(Duration.ofSeconds(40));
      tunnel.assertDataFlows("round " + i);
    }
    assertTrue(tunnel.client().isConnected(), () -> tunnel.client().story().toString());
    assertTrue(tunnel.client().story().contains("install 1"));
  }

  @Test
  void hostilePacketsChangeNothingAndThrowNothing() {
    SimTunnel tunnel = SimTunnel.with(1).wrapping(SimTunnel.tlsCrypt()).open();
    Mutator mutator = new Mutator(42);
    tunnel.wire().tap((_, datagram) -> mutator.learn(datagram));
    tunnel.connect();
    tunnel.assertDataFlows("connecting");
    int received = tunnel.client().receivedCount();
    int story = tunnel.client().story().size();
    for (int i = 0; i < HOSTILE_PACKETS; i++) {
      byte[] hostile = mutator.next();
      tunnel.client().accept(hostile);
      tunnel.peer().accept(hostile);
    }
    assertEquals(received, tunnel.client().receivedCount());
    assertEquals(story, tunnel.client().story().size(), () -> tunnel.client().story().toString());
    assertTrue(tunnel.client().isConnected());
    tunnel.assertDataFlows("an attack");
  }

  @Test
  void hostilePacketsDuringTheHandshakeDoNotStopIt() {
    SimTunnel rehearsal = SimTunnel.with(1).wrapping(SimTunnel.tlsCrypt()).open();
    Mutator mutator = new Mutator(43);
    rehearsal.wire().tap((_, datagram) -> mutator.learn(datagram));
    rehearsal.connect();

    SimTunnel tunnel = SimTunnel.with(2).wrapping(SimTunnel.tlsCrypt()).open();
    tunnel
        .wire()
        .tap(
            (_, datagram) -> {
              mutator.learn(datagram);
              for (int i = 0; i < 1_000; i++) {
                byte[] hostile = mutator.next();
                tunnel.client().accept(hostile);
                tunnel.peer().accept(hostile);
              }
            });
    tunnel.connect();
    tunnel.assertDataFlows("an attack");
  }

  @Test
  void hostilePacketsWithoutAWrapThrowNothing() {
    SimTunnel tunnel = SimTunnel.with(1).open();
    Mutator mutator = new Mutator(44);
    tunnel.wire().tap((_, datagram) -> mutator.learn(datagram));
    tunnel.connect();
    for (int i = 0; i < HOSTILE_PACKETS; i++) {
      byte[] hostile = mutator.next();
      tunnel.client().accept(hostile);
      tunnel.peer().accept(hostile);
    }
    assertTrue(tunnel.clock().now() > 0);
  }

  @Test
  void aSilentServerIsToldEarlyAndGivenUpAtTheHandWindow() {
    SimTunnel tunnel = SimTunnel.with(1).wrapping(SimTunnel.tlsCrypt()).open();
    tunnel.peer().die();
    tunnel.client().start();
    tunnel.clock().run(Duration.ofSeconds(5));
    assertEquals(ProblemCode.NO_ANSWER, tunnel.client().troubles().getLast().code());
    assertTrue(tunnel.client().ending().isEmpty());
    awaitEnd(tunnel, Duration.ofSeconds(60));
    assertEquals(ProblemCode.NO_ANSWER, code(tunnel));
  }

  @Test
  void aServerWithAnotherKeyStaysSilentAndTheMessageNamesTheKey() {
    SimTunnel tunnel =
        SimTunnel.with(1)
            .wrapping(SimTunnel.tlsCrypt())
            .peerWrapping(new ControlWrapping.TlsCrypt(SimTunnel.key((byte) 99)))
            .open();
    tunnel.client().start();
    awaitEnd(tunnel, Duration.ofSeconds(70));
    assertEquals(ProblemCode.NO_ANSWER, code(tunnel));
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
  void garbageIsTakenForWhatItIs() {
    SimTunnel tunnel = SimTunnel.with(1).wrapping(SimTunnel.tlsCrypt()).open();
    tunnel.peer().die();
    tunnel.client().start();
    for (int i = 0; i < 50; i++) {
      tunnel.client().accept("HTTP/1.1 400 Bad Request".getBytes(StandardCharsets.UTF_8));
      tunnel.clock().run(Duration.ofMillis(100));
    }
    assertEquals(ProblemCode.NOT_OPENVPN, tunnel.client().troubles().getLast().code());
  }

  @Test
  void aRefusedPortEndsTheAttemptAfterSomePatience() {
    SimTunnel tunnel = SimTunnel.with(1).open();
    tunnel.peer().die();
    tunnel.client().start();
    tunnel.client().input(new Input.PortUnreachable());
    awaitEnd(tunnel, Duration.ofSeconds(4));
    assertEquals(ProblemCode.PORT_CLOSED, code(tunnel));
  }

  @Test
  void aDeadServerIsNoticedByPingRestart() {
    SimTunnel tunnel = SimTunnel.with(1).wrapping(SimTunnel.tlsCrypt()).open().connect();
    tunnel.assertDataFlows("connecting");
    long died = tunnel.clock().now();
    tunnel.peer().die();
    awaitEnd(tunnel, Duration.ofSeconds(70));
    assertEquals(ProblemCode.PEER_SILENT, code(tunnel));
    long seconds = (tunnel.clock().now() - died) / 1000;
    assertTrue(seconds >= 59 && seconds <= 62, "after " + seconds + " s");
  }

  @Test
  void pingsKeepAnIdleTunnelAliveInBothDirections() {
    SimTunnel tunnel =
        SimTunnel.with(1)
            .push("topology subnet", "ifconfig 10.8.0.2 255.255.255.0", "ping 5")
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
    awaitEnd(tunnel, Duration.ofSeconds(2));
    assertEquals(Optional.empty(), tunnel.client().ending().orElseThrow().problem());
    assertTrue(tunnel.peer().story().contains("gone: the client left"));
  }

  @Test
  void aServerThatLeavesMakesTheClientConnectAgain() {
    SimTunnel tunnel = SimTunnel.with(1).open().connect();
    tunnel.peer().stop();
    awaitEnd(tunnel, Duration.ofSeconds(2));
    assertTrue(tunnel.client().ending().orElseThrow().next() instanceof Ending.Next.Retry);

    SimTunnel other = SimTunnel.with(1).open().connect();
    other.peer().sendInBand(InBandMessage.occExit());
    awaitEnd(other, Duration.ofSeconds(2));
    assertTrue(other.client().ending().orElseThrow().next() instanceof Ending.Next.Retry);
  }

  @Test
  void aServerWithoutACommonCipherIsExplained() {
    SimTunnel tunnel = SimTunnel.with(1).peerCiphers(DataCipher.AES_192_GCM).open();
    tunnel.client().start();
    awaitEnd(tunnel, Duration.ofSeconds(5));
    assertEquals(ProblemCode.CIPHER_MISMATCH, code(tunnel));
  }

  @Test
  void aPushThatCannotBeUsedEndsTheAttemptWithItsReason() {
    SimTunnel tunnel = SimTunnel.with(1).push("ifconfig 10.8.0.2 255.0.255.0").open();
    tunnel.client().start();
    awaitEnd(tunnel, Duration.ofSeconds(5));
    assertEquals(ProblemCode.PUSH_REFUSED, code(tunnel));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aForgedSoftResetDoesNotEndAConnectionWithoutAWrap(boolean dynamic) {
    SimTunnel tunnel = withoutAWrap(dynamic);
    byte[] session = serverSession(tunnel);
    tunnel.connect();
    tunnel.client().accept(forged(0x19, session, 0, ""));
    assertSurvives(tunnel);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aForgedRenewalWithGarbageDoesNotEndAConnectionWithoutAWrap(boolean dynamic) {
    SimTunnel tunnel = withoutAWrap(dynamic);
    byte[] session = serverSession(tunnel);
    tunnel.connect();
    for (int i = 0; i < 3; i++) {
      tunnel.client().accept(forged(0x19, session, 0, ""));
      tunnel.client().accept(forged(0x21, session, 1, "this is no TLS record"));
      tunnel.clock().run(Duration.ofSeconds(1));
    }
    assertSurvives(tunnel);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aForgedPacketThatBreaksTheControlChannelDoesNotMakeTheClientDeaf(boolean dynamic) {
    SimTunnel tunnel = withoutAWrap(dynamic);
    byte[] session = serverSession(tunnel);
    tunnel.connect();
    for (int messageId = 0; messageId < 20; messageId++) {
      tunnel.client().accept(forged(0x20, session, messageId, "this is no TLS record"));
    }
    tunnel.clock().run(Duration.ofSeconds(5));
    tunnel.peer().stop();
    awaitEnd(tunnel, Duration.ofSeconds(2));
    assertEquals(ProblemCode.SERVER_SAYS, code(tunnel));
  }

  private static SimTunnel withoutAWrap(boolean dynamicTlsCrypt) {
    SimTunnel.Builder builder = SimTunnel.with(1);
    return (dynamicTlsCrypt ? builder : builder.withoutDynamicTlsCrypt()).open();
  }

  /** Where the server's session id will be once it has answered. */
  private static byte[] serverSession(SimTunnel tunnel) {
    byte[] session = new byte[8];
    tunnel
        .wire()
        .tap(
            (_, datagram) -> {
              if (datagram[0] == 0x40) {
                System.arraycopy(datagram, 1, session, 0, session.length);
              }
            });
    return session;
  }

  /** A control packet of the server, as anybody on the path can write one. */
  private static byte[] forged(int firstByte, byte[] session, int messageId, String payload) {
    return ByteBuffer.allocate(14 + payload.length())
        .put((byte) firstByte)
        .put(session)
        .put((byte) 0)
        .putInt(messageId)
        .put(payload.getBytes(StandardCharsets.US_ASCII))
        .array();
  }

  private static void assertSurvives(SimTunnel tunnel) {
    for (int i = 0; i < 10; i++) {
      tunnel.clock().run(Duration.ofSeconds(10));
      tunnel.assertDataFlows("a forgery, round " + i);
    }
    assertFalse(tunnel.client().ending().isPresent(), () -> tunnel.client().story().toString());
  }
}
