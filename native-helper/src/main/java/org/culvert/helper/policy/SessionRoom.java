package org.culvert.helper.policy;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.Request;

/**
 * How many sessions there are, and how much memory their profiles may take: for each user and for
 * all together, because the process with everybody's tunnels has one small heap. Called from any
 * thread.
 */
public final class SessionRoom {
  /** Sessions of all users at the same time. */
  static final int MOST_TOGETHER = 32;

  /** The last places are for users without a session, so that two users cannot take them all. */
  static final int KEPT_FOR_OTHERS = 8;

  private static final long BYTES_EACH = 12L << 20;
  private static final long BYTES_TOGETHER = 16L << 20;

  private final ByteBudget profiles = new ByteBudget(BYTES_EACH, BYTES_TOGETHER);
  private final Map<Owner, Integer> sessions = new HashMap<>();
  private int sum;

  /** The answer to {@link #enter}. */
  public sealed interface Entry {}

  /** No room, and why. */
  public record Full(Problem problem) implements Entry {}

  /** Room for one session, until it is closed; twice is fine. */
  public final class Place implements Entry, AutoCloseable {
    private final Owner owner;
    private final long bytes;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Place(Owner owner, long bytes) {
      this.owner = owner;
      this.bytes = bytes;
    }

    @Override
    public void close() {
      if (!closed.getAndSet(true)) {
        leave(owner, bytes);
      }
    }
  }

  /** Takes room for the session that is asked for. */
  public synchronized Entry enter(Owner owner, Request.Connect request) {
    int own = sessions.getOrDefault(owner, 0);
    if (own >= ConnectPolicy.MOST_SESSIONS) {
      return full(
          ProblemCode.REFUSED_BY_POLICY,
          "You already have " + own + " sessions, and no more are allowed",
          "Disconnect one of them first; culvert status lists them.");
    }
    if (sum >= (own == 0 ? MOST_TOGETHER : MOST_TOGETHER - KEPT_FOR_OTHERS)) {
      return full(
          ProblemCode.NOT_NOW,
          "the users of this machine have " + sum + " sessions, and no more fit",
          "Disconnect one of yours, or wait until another user has.");
    }
    long bytes = ProfileCost.of(request.profile()).bytes();
    if (!profiles.take(owner, bytes)) {
      return full(
          ProblemCode.NOT_NOW,
          "there is no memory for a profile of this size beside those of the other sessions",
          "Disconnect a session first, or take certificates and revocation lists that are not"
              + " needed out of the profile.");
    }
    sessions.put(owner, own + 1);
    sum++;
    return new Place(owner, bytes);
  }

  private synchronized void leave(Owner owner, long bytes) {
    profiles.give(owner, bytes);
    sessions.computeIfPresent(owner, (_, own) -> own > 1 ? own - 1 : null);
    sum--;
  }

  private static Full full(ProblemCode code, String what, String remedy) {
    return new Full(Problem.of(code, what, remedy));
  }
}
