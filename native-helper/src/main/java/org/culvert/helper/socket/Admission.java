package org.culvert.helper.socket;

import java.util.HashMap;
import java.util.Map;
import org.culvert.helper.policy.Owner;

/**
 * Who may have another connection. Nobody takes the last places: a quarter is for users who have
 * none yet, and of these some for the user that the helper itself runs as, so that root always gets
 * through. Called from any thread.
 */
final class Admission {
  private static final int FOR_FIRST_PART = 4;
  private static final int FOR_HELPERS_USER_PART = 16;

  private final SocketLimits limits;
  private final Owner helpersUser;
  private final Map<Owner, Integer> counts = new HashMap<>();
  private int sum;

  Admission(SocketLimits limits, Owner helpersUser) {
    this.limits = limits;
    this.helpersUser = helpersUser;
  }

  /** Whether there is a place; then {@link #leave} must follow. */
  synchronized boolean enter(Owner owner) {
    int own = counts.getOrDefault(owner, 0);
    if (own >= limits.connectionsPerOwner() || sum >= places(owner, own)) {
      return false;
    }
    counts.put(owner, own + 1);
    sum++;
    return true;
  }

  private int places(Owner owner, int own) {
    int all = limits.connections();
    if (owner.equals(helpersUser)) {
      return all;
    }
    return all - (own == 0 ? all / FOR_HELPERS_USER_PART : all / FOR_FIRST_PART);
  }

  synchronized void leave(Owner owner) {
    if (counts.computeIfPresent(owner, (_, own) -> own > 1 ? own - 1 : null) == null) {
      counts.remove(owner);
    }
    sum--;
  }
}
