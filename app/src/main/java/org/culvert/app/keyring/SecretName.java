package org.culvert.app.keyring;

import java.util.Optional;
import org.culvert.core.api.Credentials;
import org.culvert.core.api.Question;
import org.culvert.core.api.Reply;

/**
 * What a secret is found by.
 *
 * @param profile the stored profile's id and not its name: a later profile that takes the name is
 *     not to get the password, which it might send somewhere else
 * @param proxy host and port for a proxy's login, for the same reason
 */
public record SecretName(String profile, SecretKind kind, Optional<String> proxy) {
  /** What answers a question of a profile's session; nothing for what is good for once. */
  public static Optional<SecretName> of(String profile, Question question) {
    return switch (question) {
      case Question.Login login when login.asksPassword() -> Optional.of(login(profile));
      case Question.KeyPassphrase _ -> Optional.of(passphrase(profile));
      case Question.ProxyLogin proxy -> Optional.of(proxyLogin(profile, proxy.proxy()));
      case Question.Login _, Question.Challenge _, Question.WebLogin _ -> Optional.empty();
    };
  }

  /**
   * The answer to a question where the secret is all of it.
   *
   * @param secret taken over by the answer
   */
  public static Optional<Reply> reply(Question question, Credentials secret) {
    return switch (question) {
      case Question.Login login when login.challenge().isEmpty() ->
          Optional.of(Reply.login(secret));
      case Question.ProxyLogin _ -> Optional.of(Reply.login(secret));
      case Question.KeyPassphrase _ -> Optional.of(Reply.passphrase(secret.password()));
      case Question.Login _, Question.Challenge _, Question.WebLogin _ -> Optional.empty();
    };
  }

  /** The login at a profile's server. */
  public static SecretName login(String profile) {
    return new SecretName(profile, SecretKind.LOGIN, Optional.empty());
  }

  /** The passphrase of a profile's private key. */
  public static SecretName passphrase(String profile) {
    return new SecretName(profile, SecretKind.KEY_PASSPHRASE, Optional.empty());
  }

  /** The login at one of a profile's proxies. */
  public static SecretName proxyLogin(String profile, String proxy) {
    return new SecretName(profile, SecretKind.PROXY_LOGIN, Optional.of(proxy));
  }
}
