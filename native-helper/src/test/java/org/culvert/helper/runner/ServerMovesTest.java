package org.culvert.helper.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServerMovesTest {
  private final ServerMoves moves = new ServerMoves(-5);

  private static InetSocketAddress at(int port) {
    return new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), port);
  }

  @Test
  void theFirstMoveIsFollowedAtOnce() {
    assertEquals(Long.MAX_VALUE, moves.deadline());
    assertEquals(Optional.empty(), moves.takeDue(-5));
    moves.heard(at(1));
    assertEquals(Optional.of(at(1)), moves.takeDue(-5));
    assertEquals(Optional.empty(), moves.takeDue(10_000));
  }

  @Test
  void movesThatComeCloseTogetherAreOne() {
    moves.heard(at(1));
    moves.takeDue(0);
    moves.heard(at(2));
    moves.heard(at(3));
    assertEquals(Optional.empty(), moves.takeDue(1_999));
    assertEquals(2_000, moves.deadline());
    assertEquals(Optional.of(at(3)), moves.takeDue(2_000));
  }

  @Test
  void aMoveThatFailsIsTriedEverMoreSeldom() {
    long now = 0;
    int tries = 0;
    for (; now < 600_000; now += 250) {
      moves.heard(at(1)); // the counters tell it again
      if (moves.takeDue(now).isPresent()) {
        tries++;
        moves.failed(at(1), now);
      }
    }
    assertTrue(tries > 10 && tries < 16, "tries: " + tries);
    assertTrue(moves.deadline() - now <= ServerMoves.SELDOM, "it is never given up");
  }

  @Test
  void anotherMoveDoesNotWaitForOneThatFailed() {
    moves.heard(at(1));
    moves.takeDue(0);
    moves.failed(at(1), 0);
    moves.heard(at(2));
    assertEquals(Optional.of(at(2)), moves.takeDue(2_000));
  }
}
