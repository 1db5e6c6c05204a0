package org.culvert.core.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.culvert.core.profile.ControlWrapping;
import org.culvert.core.profile.Timers;
import org.junit.jupiter.api.Test;

final class RetryPolicyTest {
  private static final InetAddress ONE = InetAddress.ofLiteral("192.0.2.1");
  private static final InetAddress TWO = InetAddress.ofLiteral("2001:db8::1");

  private static RetryPolicy policy(OptionalInt max, String... hosts) {
    Timers d = Timers.DEFAULT;
    Timers timers =
        new Timers(
            d.ping(),
            d.pingRestart(),
            d.pingExit(),
            d.handWindow(),
            d.tranWindow(),
            d.renegotiate(),
            d.connectRetry(),
            d.connectRetryLimit(),
            max,
            d.serverPoll(),
            d.tlsTimeout(),
            d.inactive(),
            d.inactiveBytes(),
            d.renegotiateBytes(),
            d.renegotiatePackets(),
            0);
    var remotes =
        List.of(hosts).stream()
            .map(host -> TestProfiles.remote(host, new ControlWrapping.None()))
            .toList();
    return new RetryPolicy(
        TestProfiles.profile(remotes, TestProfiles.tls("", "", ""), timers), new Random(1));
  }

  @Test
  void allAddressesOfARemoteAreTriedBeforeTheNextRemote() {
    RetryPolicy policy = policy(OptionalInt.empty(), "a", "b");
    assertEquals(List.of(ONE, TWO), policy.choose(List.of(ONE, TWO)));
    policy.advance(Ending.Advance.NEXT_ADDRESS);
    assertEquals("a", policy.remote().host());
    assertEquals(List.of(TWO), policy.choose(List.of(ONE, TWO)));
    policy.advance(Ending.Advance.NEXT_ADDRESS);
    assertEquals("b", policy.remote().host());
    assertEquals(List.of(ONE), policy.choose(List.of(ONE)));
    policy.advance(Ending.Advance.NEXT_ADDRESS);
    assertEquals("a", policy.remote().host());
  }

  @Test
  void aBrokenConnectionIsFirstMadeAgainWhereItWas() {
    RetryPolicy policy = policy(OptionalInt.empty(), "a", "b");
    policy.choose(List.of(ONE, TWO));
    policy.connected();
    policy.advance(Ending.Advance.SAME);
    assertEquals("a", policy.remote().host());
    assertEquals(List.of(ONE, TWO), policy.choose(List.of(ONE, TWO)));
  }

  @Test
  void theAddressThatWorkedIsTheFirstFromThenOn() {
    RetryPolicy policy = policy(OptionalInt.empty(), "a");
    policy.choose(List.of(ONE, TWO));
    policy.advance(Ending.Advance.NEXT_ADDRESS);
    policy.choose(List.of(ONE, TWO));
    policy.connected();
    policy.advance(Ending.Advance.SAME);
    assertEquals(List.of(TWO, ONE), policy.choose(List.of(ONE, TWO)));
    policy.advance(Ending.Advance.NEXT_ADDRESS);
    assertEquals(List.of(ONE), policy.choose(List.of(ONE, TWO)));
    policy.advance(Ending.Advance.NEXT_ADDRESS);
    assertEquals(List.of(TWO, ONE), policy.choose(List.of(ONE, TWO)));
    policy.advance(Ending.Advance.SAME);
    assertEquals(List.of(ONE), policy.choose(List.of(ONE)));
  }

  @Test
  void anAddressThatWonARaceIsTheOneThatIsRemembered() {
    RetryPolicy policy = policy(OptionalInt.empty(), "a");
    policy.choose(List.of(ONE, TWO));
    policy.using(TWO);
    policy.connected();
    policy.advance(Ending.Advance.SAME);
    assertEquals(List.of(TWO, ONE), policy.choose(List.of(ONE, TWO)));
  }

  @Test
  void thereIsNoPauseBetweenTheAddressesOfOneName() {
    RetryPolicy policy = policy(OptionalInt.empty(), "a");
    policy.choose(List.of(ONE, TWO));
    policy.advance(Ending.Advance.NEXT_ADDRESS);
    assertEquals(0, policy.pauseMillis());
    policy.choose(List.of(ONE, TWO));
    policy.advance(Ending.Advance.NEXT_ADDRESS);
    assertEquals(1_000, policy.pauseMillis());
  }

  @Test
  void pausesDoubleAfterFiveTriesUpToTheLimit() {
    RetryPolicy policy = policy(OptionalInt.empty(), "a");
    policy.choose(List.of(ONE));
    long longest = 0;
    for (int i = 1; i <= 4; i++) {
      policy.advance(Ending.Advance.NEXT_REMOTE);
      assertEquals(1_000, policy.pauseMillis(), "after attempt " + i);
    }
    policy.advance(Ending.Advance.NEXT_REMOTE);
    assertEquals(2_000, policy.pauseMillis());
    for (int i = 0; i < 30; i++) {
      policy.advance(Ending.Advance.NEXT_REMOTE);
      assertTrue(policy.pauseMillis() >= longest);
      longest = policy.pauseMillis();
    }
    assertEquals(300_000, longest);
    policy.connected();
    assertEquals(1_000, policy.pauseMillis());
  }

  @Test
  void connectRetryMaxCountsRoundsThroughAllRemotes() {
    RetryPolicy policy = policy(OptionalInt.of(2), "a", "b");
    for (int i = 0; i < 3; i++) {
      policy.advance(Ending.Advance.NEXT_REMOTE);
      assertFalse(policy.exhausted());
    }
    policy.advance(Ending.Advance.NEXT_REMOTE);
    assertTrue(policy.exhausted());
  }

  @Test
  void connectRetryMaxCountsTriesOfTheSameRemoteAsWell() {
    RetryPolicy policy = policy(OptionalInt.of(2), "a");
    policy.advance(Ending.Advance.SAME);
    assertFalse(policy.exhausted());
    policy.advance(Ending.Advance.SAME);
    assertTrue(policy.exhausted());
  }

  @Test
  void theAddressesOfOneNameAreOneTry() {
    RetryPolicy policy = policy(OptionalInt.of(1), "a");
    policy.choose(List.of(ONE, TWO));
    policy.advance(Ending.Advance.NEXT_ADDRESS);
    assertFalse(policy.exhausted());
    policy.choose(List.of(ONE, TWO));
    policy.advance(Ending.Advance.NEXT_ADDRESS);
    assertTrue(policy.exhausted());
  }

  @Test
  void aLostConnectionIsNoTry() {
    RetryPolicy policy = policy(OptionalInt.of(1), "a");
    policy.connected();
    policy.advance(Ending.Advance.SAME);
    assertFalse(policy.exhausted());
    policy.advance(Ending.Advance.SAME);
    assertTrue(policy.exhausted());
  }

  @Test
  void withoutConnectRetryMaxTriesAreNeverExhausted() {
    RetryPolicy policy = policy(OptionalInt.empty(), "a", "b");
    for (int i = 0; i < 10_000; i++) {
      policy.advance(Ending.Advance.SAME);
    }
    assertFalse(policy.exhausted());
  }
}
