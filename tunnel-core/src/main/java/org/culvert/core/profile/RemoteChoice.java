package org.culvert.core.profile;

import java.util.OptionalInt;

/**
 * In which order servers are tried and how their names are looked up.
 *
 * @param random in random order
 * @param randomHostname with something random in front of each name, so that nobody answers for it
 *     from memory
 * @param maxTries tries per remote; empty for no limit
 * @param resolveRetry for how many seconds a failed look-up is repeated before the next server's
 *     turn; empty for once at each attempt
 */
public record RemoteChoice(
    boolean random, boolean randomHostname, OptionalInt maxTries, OptionalInt resolveRetry) {
  /** What OpenVPN does when a profile says nothing. */
  public static final RemoteChoice DEFAULT =
      new RemoteChoice(false, false, OptionalInt.empty(), OptionalInt.empty());
}
