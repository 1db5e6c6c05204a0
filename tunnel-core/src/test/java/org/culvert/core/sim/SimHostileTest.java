package org.culvert.core.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.session.Input;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Client and demo peer while somebody on the path forges packets. */
final class SimHostileTest {
  private static final int HOSTILE_PACKETS = 100_000;

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
  void hostilePacketsWithoutAWrapLeaveAConnectionOrAReason() {
    SimTunnel tunnel = SimTunnel.with(1).open();
    Mutator mutator = new Mutator(44);
    tunnel.wire().tap((_, datagram) -> mutator.learn(datagram));
    tunnel.connect();
    for (int i = 0; i < HOSTILE_PACKETS; i++) {
      byte[] hostile = mutator.next();
      tunnel.client().accept(hostile);
      tunnel.peer().accept(hostile);
    }
    tunnel.clock().run(Duration.ofMinutes(5));
    if (tunnel.client().ending().isPresent()) {
      assertTrue(tunnel.client().ending().get().problem().isPresent());
    } else {
      tunnel.assertDataFlows("an attack");
    }
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
  void aSingleRefusalOfThePortEndsNothing() {
    SimTunnel tunnel = SimTunnel.with(1).open();
    tunnel.client().start();
    tunnel.client().input(new Input.PortUnreachable());
    tunnel.clock().runUntil("connected", tunnel.client()::isConnected, Duration.ofSeconds(9));
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
    tunnel.awaitEnd(Duration.ofSeconds(2));
    assertEquals(ProblemCode.SERVER_SAYS, tunnel.endCode());
  }

  @Test
  void leavingWithABrokenControlChannelIsToldInTheDataChannel() {
    SimTunnel tunnel = withoutAWrap(false);
    byte[] session = serverSession(tunnel);
    tunnel.connect();
    for (int messageId = 0; messageId < 20; messageId++) {
      tunnel.client().accept(forged(0x20, session, messageId, "this is no TLS record"));
    }
    tunnel.client().input(new Input.Stop());
    assertTrue(tunnel.client().story().contains("in band OCC_EXIT"));
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
