package org.culvert.core.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which address is asked for an echo. */
class FarEndTest {
  @ParameterizedTest
  @CsvSource({
    "topology subnet; ifconfig 10.8.0.2 255.255.255.0; route-gateway 10.8.0.1, 10.8.0.1",
    "topology subnet; ifconfig 10.8.0.2 255.255.255.0, -",
    "topology subnet; ifconfig 10.8.0.2 255.255.255.0; route-gateway 10.8.0.2, -",
    "topology subnet; ifconfig 10.8.0.2 255.255.255.0; route-gateway 127.0.0.1, -",
    "topology p2p; ifconfig 10.8.0.2 10.8.0.1; route 10.9.0.9, 10.8.0.1",
    "topology net30; ifconfig 10.8.0.6 10.8.0.5; route 10.8.0.1, 10.8.0.1",
    "topology net30; ifconfig 10.8.0.6 10.8.0.5; route 10.8.0.0 255.255.255.0, 10.8.0.5",
    "ifconfig-ipv6 fd00:8::2/64 fd00:8::1, fd00:8::1",
    "ifconfig-ipv6 fd00:8::2/64, -",
    "topology subnet; ifconfig 10.8.0.2 255.255.255.0; ifconfig-ipv6 fd00:8::2/64 fd00:8::1,"
        + " fd00:8::1",
  })
  void isTheServersOwnAsFarAsItTells(String pushed, String expected) throws PlanException {
    TunnelPlan plan = Planning.pushed(pushed).plan();
    assertEquals(expected, plan.gateway().map(IpPrefix::text).orElse("-"));
  }

  @ParameterizedTest
  @CsvSource("ifconfig 10.8.0.2 10.8.0.1; route 10.9.0.9, 10.8.0.1")
  void ofTwoEqualEndsItIsThePeers(String profile, String expected) throws PlanException {
    TunnelPlan plan = Planning.plan(profile, "", Planning.SERVER).plan();
    assertEquals(Optional.of(expected), plan.gateway().map(IpPrefix::text));
  }
}
