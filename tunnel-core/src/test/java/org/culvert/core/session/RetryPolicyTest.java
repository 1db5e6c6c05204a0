package org.culvert.core.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.culvert.core.profile.ControlWrapping;
import org.culvert.core.profile.Pace;
import org.culvert.core.profile.Remote;
import org.culvert.core.profile.RemoteChoice;
import org.junit.jupiter.api.Test;

final class RetryPolicyTest {
  /** For milliseconds, longer than any pause. */
  private static final long LONG = 300_000;

  private static final InetAddress ONE = InetAddress.ofLiteral("192.0.2.1");
  private static final InetAddress TWO = InetAddress.ofLiteral("2001:db8::1");

  private static RetryPolicy policy(OptionalInt max, String... hosts) {
    var remotes =
        List.of(hosts).stream()
            .map(host -> TestProfiles.remote(host, new ControlWrapping.None()))
            .toList();
    RemoteChoice choice = new RemoteChoice(false, false, max, OptionalInt.empty());
    return new RetryPolicy(remotes, choice, new Random(1));
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
    policy.connected(LONG);
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
    policy.connected(LONG);
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
    policy.connected(LONG);
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
    policy.connected(LONG);
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
    policy.connected(LONG);
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

  @Test
  void aServerThatConnectsAndDropsAtOnceIsAskedEverLessOften() {
    RetryPolicy policy = policy(OptionalInt.empty(), "a");
    long longest = 0;
    for (int i = 0; i < 30; i++) {
      policy.choose(List.of(ONE));
      policy.connected(500);
      policy.advance(Ending.Advance.SAME);
      assertTrue(policy.pauseMillis() >= longest);
      longest = policy.pauseMillis();
    }
    assertEquals(300_000, longest);
  }

  @Test
  void aConnectionThatLastedLongerThanThePauseBeforeItForgivesEverything() {
    RetryPolicy policy = policy(OptionalInt.empty(), "a");
    for (int i = 0; i < 30; i++) {
      policy.advance(Ending.Advance.SAME);
    }
    policy.connected(299_999);
    policy.advance(Ending.Advance.SAME);
    assertEquals(300_000, policy.pauseMillis());
    policy.connected(300_000);
    policy.advance(Ending.Advance.SAME);
    assertEquals(1_000, policy.pauseMillis());
  }

  @Test
  void eachServerHasItsOwnPause() {
    Remote slow = TestProfiles.remote("slow", new Pace(7, 300, 120));
    RetryPolicy policy =
        new RetryPolicy(
            List.of(TestProfiles.remote("a", new ControlWrapping.None()), slow),
            RemoteChoice.DEFAULT,
            new Random(1));
    policy.advance(Ending.Advance.NEXT_REMOTE);
    assertEquals(7_000, policy.pauseMillis());
    policy.advance(Ending.Advance.NEXT_REMOTE);
    assertEquals(1_000, policy.pauseMillis());
  }
}
