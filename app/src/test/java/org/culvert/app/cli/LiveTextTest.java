package org.culvert.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.stream.Stream;
import org.culvert.core.api.Batches;
import org.culvert.core.api.Gateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LiveTextTest {
  static Stream<Arguments> gateways() {
    Optional<Gateway.RoundTrip> trip = Optional.of(new Gateway.RoundTrip(12_340, 900));
    return Stream.of(
        Arguments.of(
            new Gateway.Answers("10.8.0.1", trip, 12, 0),
            "12.34 ms to 10.8.0.1, median 0.90 ms, none lost in the last minute"),
        Arguments.of(
            new Gateway.Answers("10.8.0.1", trip, 12, 1),
            "12.34 ms to 10.8.0.1, median 0.90 ms, 8 % lost in the last minute"),
        Arguments.of(
            new Gateway.Answers("10.8.0.1", Optional.empty(), 12, 12),
            "the gateway 10.8.0.1 has not answered for a minute"),
        Arguments.of(new Gateway.Silent("10.8.0.1"), "the gateway 10.8.0.1 does not answer"),
        Arguments.of(
            new Gateway.Unasked("10.8.0.1"),
            "not known yet: the gateway 10.8.0.1 is asked only while somebody looks"),
        Arguments.of(
            new Gateway.Unaskable("10.8.0.1", "no"), "the gateway 10.8.0.1 cannot be asked: no"),
        Arguments.of(new Gateway.Unknown(), "not known: the server has named no gateway to ask"));
  }

  @ParameterizedTest
  @MethodSource("gateways")
  void saysHowTheGatewayAnswers(Gateway gateway, String words) {
    assertEquals(words, LiveText.of(gateway));
  }

  @Test
  void saysHowMuchACallMoves() {
    assertEquals("", LiveText.of(Batches.NONE));
    assertEquals(
        "12.4 packets per system call in, 28.0 out; largest superpacket 62.4 kB in, 64.1 kB out",
        LiveText.of(
            new Batches(
                new Batches.Direction(10, 124, 62_400), new Batches.Direction(5, 140, 64_100))));
  }
}
