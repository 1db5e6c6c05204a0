package org.culvert.helper.runner;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * When to follow a server that goes on from another address. Each time costs the machine routes,
 * and other sessions wait meanwhile; so it is done now and then, and where it has failed ever more
 * seldom, for the same move is told again and again.
 */
final class ServerMoves {
  /** Milliseconds between moves. */
  static final long EVERY = 2_000;

  /** Between attempts at a move that fails. */
  static final long SELDOM = 60_000;

  private Optional<InetSocketAddress> waiting = Optional.empty();
  private Optional<InetSocketAddress> failed = Optional.empty();
  private long notBefore;
  private long retryAt;
  private long pause;

  ServerMoves(long now) {
    this.notBefore = now;
  }

  /** The server is there now; where it was before counts no more. */
  void heard(InetSocketAddress server) {
    waiting = Optional.of(server);
  }

  /** Where to follow it to, when it is time. */
  Optional<InetSocketAddress> takeDue(long now) {
    if (now < deadline()) {
      return Optional.empty();
    }
    Optional<InetSocketAddress> due = waiting;
    waiting = Optional.empty();
    notBefore = now + EVERY;
    return due;
  }

  /** When {@link #takeDue} has something. */
  long deadline() {
    if (waiting.isEmpty()) {
      return Long.MAX_VALUE;
    }
    return waiting.equals(failed) ? Math.max(notBefore, retryAt) : notBefore;
  }

  /** It could not be followed there. */
  void failed(InetSocketAddress server, long now) {
    boolean again = failed.filter(server::equals).isPresent();
    pause = again ? Math.min(2 * pause, SELDOM) : 2 * EVERY;
    failed = Optional.of(server);
    retryAt = now + pause;
  }
}
