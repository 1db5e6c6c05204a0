package org.culvert.helper.runner;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.Request;
import org.culvert.helper.host.Hold;
import org.culvert.helper.host.HostFirewall;
import org.culvert.helper.policy.ConnectPolicy;
import org.culvert.helper.policy.Owner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whose kill switches hold, and how they are let go. May be called from any thread. */
record Blocks(HostFirewall firewall) {
  private static final Logger LOG = LoggerFactory.getLogger(Blocks.class);

  /** What a session of this name says to the firewall. */
  static Hold hold(Owner owner, String session) {
    return new Hold(owner.toString(), session);
  }

  /** Those that hold, with a session or without. */
  List<Hold> all() {
    return firewall.blocking();
  }

  /** Those of one owner, by the names of their sessions. */
  List<String> of(Owner owner) {
    return all().stream()
        .filter(hold -> hold.owner().equals(owner.toString()))
        .map(Hold::session)
        .toList();
  }

  boolean holds(Hold hold) {
    return firewall.blocks(hold);
  }

  /**
   * Why a session may not begin: it would take its own block away without a word, or be one more
   * than a user can have to leave a block behind.
   */
  Optional<Problem> objection(Owner owner, Request.Connect request) {
    boolean holds = holds(hold(owner, request.name()));
    if (!request.protection().killSwitch()) {
      return holds
          ? Optional.of(Problem.of(ProblemCode.TRAFFIC_BLOCKED, request.name()))
          : Optional.empty();
    }
    return holds || of(owner).size() < ConnectPolicy.MOST_SESSIONS
        ? Optional.empty()
        : Optional.of(
            Problem.of(
                ProblemCode.REFUSED_BY_POLICY,
                ConnectPolicy.MOST_SESSIONS + " kill switches of yours hold already",
                "Let traffic pass with culvert unblock, or disconnect a session."));
  }

  /** Lets traffic pass; returns why not, if so. */
  Optional<Problem> lift(Hold hold) {
    try {
      firewall.lift(hold);
      return Optional.empty();
    } catch (IOException e) {
      LOG.error("The block of {} of {} cannot be lifted", hold.session(), hold.owner(), e);
      return Optional.of(
          Problem.of(
              ProblemCode.NOT_NOW,
              "traffic cannot be let through: " + e.getMessage(),
              "As root: nft delete table inet culvert. A restart of the computer ends it, too."));
    }
  }
}
