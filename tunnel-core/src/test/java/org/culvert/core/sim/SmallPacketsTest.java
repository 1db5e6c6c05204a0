package org.culvert.core.sim;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.culvert.core.profile.ControlWrapping;
import org.culvert.core.profile.PacketSizes;
import org.culvert.core.session.Input;
import org.culvert.core.wire.Opcode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code max-packet-size}: the control channel cuts its records as small as that. */
class SmallPacketsTest {
  private static final int IPV4_AND_UDP = 28;

  /** The client's own key goes with these, and is as long as it is. */
  private static final List<Opcode> WITH_KEY =
      List.of(Opcode.CONTROL_HARD_RESET_CLIENT_V3, Opcode.CONTROL_WKC_V1);

  record Case(int limit, ControlWrapping wrapping) {}

  static Stream<Case> cases() {
    return Stream.of(154, 200, 400)
        .flatMap(
            limit ->
                Stream.of(
                        new ControlWrapping.None(),
                        tlsAuth("SHA1"),
                        tlsAuth("SHA256"),
                        tlsAuth("SHA512"),
                        SimTunnel.tlsCrypt(),
                        SimClientKey.wrapping())
                    .map(wrapping -> new Case(limit, wrapping)));
  }

  private static ControlWrapping tlsAuth(String digest) {
    return new ControlWrapping.TlsAuth(
        SimTunnel.key((byte) 2), ControlWrapping.KeyDirection.INVERSE, digest);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void noControlPacketIsLongerThanTheProfileAllows(Case wanted) {
    PacketSizes sizes =
        new PacketSizes(
            OptionalInt.empty(),
            1600,
            Optional.empty(),
            Optional.empty(),
            wanted.limit(),
            Optional.empty());
    SimTunnel tunnel = SimTunnel.with(1).wrapping(wanted.wrapping()).sizes(sizes).open();
    List<Integer> longest = new ArrayList<>(List.of(0));
    tunnel
        .wire()
        .tap(
            (from, datagram) -> {
              Optional<Opcode> opcode = Opcode.of(datagram[0]);
              boolean control = opcode.filter(code -> !code.isData()).isPresent();
              if (from == tunnel.wire().client() && control && !WITH_KEY.contains(opcode.get())) {
                longest.add(datagram.length + IPV4_AND_UDP);
              }
            });

    tunnel.connect();
    tunnel.client().input(new Input.Renegotiate());
    tunnel
        .clock()
        .runUntil(
            "the keys are renewed", // and with a wrap of its own
            () -> {
              tunnel.assertDataFlows("renewing");
              return tunnel.client().sendingKey() == 1;
            },
            Duration.ofSeconds(90));

    int most = longest.stream().mapToInt(Integer::intValue).max().orElseThrow();
    assertTrue(most <= wanted.limit(), () -> most + " of " + wanted.limit());
    assertTrue(longest.size() > 10, longest::toString);
  }
}
