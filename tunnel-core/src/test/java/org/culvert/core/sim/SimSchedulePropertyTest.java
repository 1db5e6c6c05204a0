package org.culvert.core.sim;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.culvert.core.profile.ControlWrapping;
import org.culvert.core.session.Ending;
import org.culvert.core.session.Input;

/**
 * Random lives of a tunnel: a network that loses, doubles, reorders and fails, renewals of keys by
 * either side, and either side starting afresh. {@link DataRules} watches every data packet.
 */
final class SimSchedulePropertyTest {
  /** What can happen. */
  enum Kind {
    NOISE,
    CUT,
    CALM,
    PEER_RENEWS,
    CLIENT_RENEWS,
    PEER_RESTARTS,
    PEER_LEAVES,
    CLIENT_CRASHES,
    CLIENT_LEAVES
  }

  /**
   * Something that happens, and how long the tunnel then lives on.
   *
   * @param strength 0 to 10
   */
  record Step(Kind kind, int strength, int seconds) {}

  @Property(tries = 40, shrinking = ShrinkingMode.OFF)
  void theRulesHoldAndEverySessionEndsConnectedOrWithAReason(
      @ForAll("schedules") List<Step> schedule,
      @ForAll("wrappings") ControlWrapping wrapping,
      @ForAll long seed) {
    SimTunnel tunnel =
        SimTunnel.with(seed)
            .wrapping(wrapping)
            .peerRenegotiatesEvery(Duration.ofSeconds(50))
            .open();
    tunnel.client().start();
    for (Step step : schedule) {
      take(tunnel, step);
      live(tunnel, step.seconds());
    }
    tunnel.wire().noise(Noise.none());
    // The longest silence that anybody bears is that of ping-restart or a handshake, 60 s.
    for (int i = 0; i < 5 && !standsFor(tunnel, 70); i++) {
      live(tunnel, 5);
    }
    assertTrue(
        tunnel.client().isConnected(),
        () -> tunnel.wire() + " " + tunnel.client().story() + " " + tunnel.peer().story());
    tunnel.assertDataFlows(schedule.toString());
  }

  private static void take(SimTunnel tunnel, Step step) {
    double p = step.strength() / 30.0;
    switch (step.kind()) {
      case NOISE ->
          tunnel
              .wire()
              .noise(
                  Noise.none()
                      .losing(p)
                      .doubling(p)
                      .reordering(p)
                      .delaying(0, 50L * step.strength()));
      case CUT -> tunnel.wire().noise(Noise.cut());
      case CALM -> tunnel.wire().noise(Noise.none());
      case PEER_RENEWS -> tunnel.peer().renegotiate();
      case CLIENT_RENEWS -> tunnel.client().input(new Input.Renegotiate());
      case PEER_RESTARTS -> tunnel.restartPeer();
      case PEER_LEAVES -> {
        tunnel.peer().stop();
        tunnel.restartPeer();
      }
      case CLIENT_CRASHES -> tunnel.restartClient();
      case CLIENT_LEAVES -> {
        tunnel.client().input(new Input.Stop());
        live(tunnel, 6);
      }
    }
  }

  /** Lets time pass with traffic in both directions; who has ended begins again. */
  private static void live(SimTunnel tunnel, int seconds) {
    for (int i = 0; i < 2 * seconds; i++) {
      tunnel.client().sendPacket(SimTunnel.packet("there " + i));
      tunnel.peer().sendPacket(SimTunnel.packet("back " + i));
      tunnel.clock().run(Duration.ofMillis(500));
      if (tunnel.client().ending().isPresent()) {
        Ending ending = tunnel.client().ending().get();
        assertTrue(
            ending.problem().isPresent() || ending.next() instanceof Ending.Next.Stop,
            ending::toString);
        tunnel.restartClient();
      }
    }
  }

  private static boolean standsFor(SimTunnel tunnel, int seconds) {
    for (int i = 0; i < seconds; i++) {
      tunnel.clock().run(Duration.ofSeconds(1));
      if (tunnel.client().ending().isPresent()) {
        return false;
      }
    }
    return tunnel.client().isConnected();
  }

  @Provide
  Arbitrary<List<Step>> schedules() {
    return Combinators.combine(
            Arbitraries.of(Kind.class),
            Arbitraries.integers().between(0, 10),
            Arbitraries.integers().between(1, 40))
        .as(Step::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(10);
  }

  @Provide
  Arbitrary<ControlWrapping> wrappings() {
    return Arbitraries.of(
        new ControlWrapping.None(),
        SimTunnel.tlsAuth(),
        SimTunnel.tlsCrypt(),
        SimClientKey.wrapping());
  }
}
