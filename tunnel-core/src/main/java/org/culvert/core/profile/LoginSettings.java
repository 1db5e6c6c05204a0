package org.culvert.core.profile;

import java.util.Optional;

/**
 * How the user signs in.
 *
 * @param username from an {@code auth-user-pass} without a password
 * @param asksPassword false for {@code auth-user-pass username-only}
 * @param forgets {@code auth-nocache}: user name and password are wiped as soon as they were used
 */
public record LoginSettings(
    Optional<String> username,
    boolean asksPassword,
    Optional<StaticChallenge> challenge,
    Retry retry,
    boolean forgets) {
  /** What a profile has that says nothing about it. */
  public static final LoginSettings DEFAULT =
      new LoginSettings(Optional.empty(), true, Optional.empty(), Retry.NONE, false);

  /** Without the user name: where the name's line is missing, the password stands in its place. */
  @Override
  public String toString() {
    return "LoginSettings[username=%s, asksPassword=%s, challenge=%s, retry=%s, forgets=%s]"
        .formatted(username.isPresent() ? "…" : "none", asksPassword, challenge, retry, forgets);
  }

  /** {@code auth-retry}: what to do when the server refuses the login. */
  public enum Retry {
    NONE,
    NOINTERACT,
    INTERACT
  }

  /**
   * {@code static-challenge}: a second answer that goes into the password field (wire reference
   * 10.5).
   *
   * @param echo whether the response may be seen while it is typed
   * @param concatenated appended to the password as it is, in place of the SCRV1 form
   */
  public record StaticChallenge(String text, boolean echo, boolean concatenated) {}
}
