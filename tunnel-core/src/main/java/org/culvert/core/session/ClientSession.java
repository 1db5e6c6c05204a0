package org.culvert.core.session;

import java.security.SecureRandom;

/**
 * One attempt to connect, and the connection that comes of it. Used by one thread; {@code now} is a
 * monotonic clock in milliseconds. After {@link Outputs#ended} nothing more comes out.
 */
public final class ClientSession {
  private final SessionContext context;
  private Phase phase;

  /** Nothing happens before {@link Input.Start}. */
  public ClientSession(SessionSetup setup, SecureRandom random, long now) {
    this.context = new SessionContext(setup, random, now);
    this.phase = new HandshakePhase(context, now);
  }

  /** Takes one input and says what to do about it. Hostile datagrams are dropped, never thrown. */
  public void step(long now, Input input, Outputs out) {
    phase = phase.step(now, input, out);
  }

  /** When to step with a tick at the latest; {@link Long#MAX_VALUE} once ended. */
  public long nextDeadline() {
    return phase.deadline();
  }
}
