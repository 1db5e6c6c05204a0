package org.culvert.core.profile;

import java.net.InetAddress;
import java.util.Optional;
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
 * @param preresolve all names are looked up at the beginning, and the answers used from then on
 * @param addressHint for a server whose name nobody knows
 */
public record RemoteChoice(
    boolean random,
    boolean randomHostname,
    OptionalInt maxTries,
    OptionalInt resolveRetry,
    boolean preresolve,
    Optional<InetAddress> addressHint) {
  /** What OpenVPN does when a profile says nothing. */
  public static final RemoteChoice DEFAULT =
      new RemoteChoice(false, false, OptionalInt.empty(), OptionalInt.empty());

  /** Names are looked up when they are needed. */
  public RemoteChoice(
      boolean random, boolean randomHostname, OptionalInt maxTries, OptionalInt resolveRetry) {
    this(random, randomHostname, maxTries, resolveRetry, false, Optional.empty());
  }
}
