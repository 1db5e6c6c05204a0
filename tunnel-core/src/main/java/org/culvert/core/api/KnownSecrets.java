package org.culvert.core.api;

import java.util.Optional;

/**
 * What need not be asked, because the user's side knows it already.
 *
 * @param login for the server
 * @param response to the profile's static challenge: good for one attempt
 * @param passphrase of the private key
 * @param proxyLogin for the proxy
 */
public record KnownSecrets(
    Optional<Credentials> login,
    Optional<Secret> response,
    Optional<Secret> passphrase,
    Optional<Credentials> proxyLogin) {
  /** Everything has to be asked. */
  public static final KnownSecrets NONE =
      new KnownSecrets(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** Only user name and password for the server. */
  public static KnownSecrets ofLogin(Optional<Credentials> login) {
    return new KnownSecrets(login, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** These, and what others know beside them; the secrets are shared, not copied. */
  public KnownSecrets or(KnownSecrets others) {
    return new KnownSecrets(
        login.or(others::login),
        response.or(others::response),
        passphrase.or(others::passphrase),
        proxyLogin.or(others::proxyLogin));
  }

  /** Wipes all of it; twice is fine. */
  public void wipe() {
    login.ifPresent(known -> known.password().wipe());
    response.ifPresent(Secret::wipe);
    passphrase.ifPresent(Secret::wipe);
    proxyLogin.ifPresent(known -> known.password().wipe());
  }
}
