package org.culvert.app.keyring;

import java.util.Optional;

/**
 * What a secret is found by.
 *
 * @param profile the stored profile's id and not its name: a later profile that takes the name is
 *     not to get the password, which it might send somewhere else
 * @param proxy host and port for a proxy's login, for the same reason
 */
public record SecretName(String profile, SecretKind kind, Optional<String> proxy) {
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
