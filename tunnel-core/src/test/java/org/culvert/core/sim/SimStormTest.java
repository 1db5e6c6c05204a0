package org.culvert.core.sim;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.stream.Stream;
import org.culvert.core.profile.ControlWrapping;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Client and demo peer over a wire that loses, doubles, reorders, delays and corrupts. */
final class SimStormTest {
  /** Others lose a renewal to the hand-window, which a new connection then makes good. */
  static Stream<Arguments> storms() {
    return Stream.of(1L, 2L, 3L, 5L)
        .flatMap(
            seed ->
                Stream.of(
                    Arguments.of(seed, SimTunnel.tlsAuth()),
                    Arguments.of(seed, SimTunnel.tlsCrypt()),
                    Arguments.of(seed, SimClientKey.wrapping()),
                    Arguments.of(seed, SimClientKey.longest())));
  }

  @ParameterizedTest
  @MethodSource("storms")
  void theHandshakeCompletesThroughAStormAndDataFlows(long seed, ControlWrapping wrapping) {
    SimTunnel tunnel = SimTunnel.with(seed).wrapping(wrapping).open();
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

  /** Nothing tells a corrupted packet from a good one, so only the honest ends are certain. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void withoutAWrapCorruptionLeadsToAConnectionOrToAReason(long seed) {
    SimTunnel tunnel = SimTunnel.with(seed).open();
    tunnel.wire().noise(Noise.storm());
    tunnel.client().start();
    tunnel
        .clock()
        .runUntil(
            "it is connected or says why not",
            () -> tunnel.client().isConnected() || tunnel.client().ending().isPresent(),
            Duration.ofSeconds(121));
    tunnel.client().ending().ifPresent(ending -> assertTrue(ending.problem().isPresent()));
  }

  @ParameterizedTest
  @MethodSource("storms")
  void keysAreRenewedThroughAStormWithoutLosingTheConnection(long seed, ControlWrapping wrapping) {
    SimTunnel tunnel =
        SimTunnel.with(seed)
            .wrapping(wrapping)
            .peerRenegotiatesEvery(Duration.ofSeconds(40))
            .open();
    tunnel.wire().noise(Noise.storm());
    tunnel.connect();
    for (int i = 0; i < 6; i++) {
      tunnel.clock().run(Duration.ofSeconds(40));
      tunnel.assertDataFlows("round " + i);
    }
    assertTrue(tunnel.client().isConnected(), () -> tunnel.client().story().toString());
    assertTrue(
        tunnel.client().story().contains("install 1"),
        () -> tunnel.client().story() + " " + tunnel.peer().story());
  }
}
