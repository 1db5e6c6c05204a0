package org.culvert.core.session;

import java.util.Optional;
import org.culvert.core.api.Credentials;
import org.culvert.core.api.Secret;

/**
 * What we log in with, through all attempts of one session: the user's credentials, and the token
 * that a server may have given in their place. Used by one thread; owns and wipes what it holds.
 */
public final class Login implements AutoCloseable {
  private final Optional<Credentials> given;
  private Optional<Credentials> token = Optional.empty();

  /** Takes ownership of the password. */
  public Login(Optional<Credentials> given) {
    this.given = given;
  }

  /** What to send now. Its password stays ours. */
  public Optional<Credentials> current() {
    return token.isPresent() ? token : given;
  }

  /** Whether a token stands in for the password. */
  public boolean usesToken() {
    return token.isPresent();
  }

  /**
   * From now on the token is the password. Takes ownership.
   *
   * @param user goes with it, and stays when a later token comes without one: a server demands the
   *     same name throughout a session (wire reference 9.4)
   */
  public void useToken(Secret value, Optional<String> user) {
    String name = user.or(() -> current().map(Credentials::username)).orElse("");
    forgetToken();
    token = Optional.of(new Credentials(name, value));
  }

  /** Back to what the user gave. */
  public void forgetToken() {
    token.ifPresent(old -> old.password().wipe());
    token = Optional.empty();
  }

  @Override
  public void close() {
    forgetToken();
    given.ifPresent(credentials -> credentials.password().wipe());
  }
}
