package org.culvert.app.explain;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known beside a problem.
 *
 * @param clock what this machine's clock said then
 * @param udp whether the server was tried by UDP, where that is known
 * @param profile what the profile says, where it can be read
 * @param refusals how many logins in a row the server has refused
 */
public record Circumstances(
    Instant clock, Optional<Boolean> udp, Optional<ProfileFacts> profile, int refusals) {
  /** Nothing but the time is known. */
  public static Circumstances at(Instant clock) {
    return new Circumstances(clock, Optional.empty(), Optional.empty(), 0);
  }
}
