package org.culvert.core.api;

import java.util.Optional;

/** The answer to a {@link Question}: of these, what it asks for and nothing else. */
public record Reply(
    Optional<String> username, Optional<Secret> password, Optional<Secret> response) {
  /** To a login. */
  public static Reply login(Credentials credentials) {
    return new Reply(
        Optional.of(credentials.username()), Optional.of(credentials.password()), Optional.empty());
  }

  /** To the question for a passphrase. */
  public static Reply passphrase(Secret passphrase) {
    return new Reply(Optional.empty(), Optional.of(passphrase), Optional.empty());
  }

  /** To a challenge. */
  public static Reply response(Secret response) {
    return new Reply(Optional.empty(), Optional.empty(), Optional.of(response));
  }

  /** Nothing but that the user has read it. */
  public static Reply seen() {
    return new Reply(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Name and password of a reply that has both. */
  public Credentials credentials() {
    return new Credentials(username.orElseThrow(), password.orElseThrow());
  }

  /** Wipes the secrets in it; twice is fine. */
  public void wipe() {
    password.ifPresent(Secret::wipe);
    response.ifPresent(Secret::wipe);
  }
}
