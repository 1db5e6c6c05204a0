package org.culvert.helper.runner;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.culvert.core.api.Credentials;
import org.culvert.core.profile.Profile;
import org.culvert.core.profile.Proxy;

/**
 * What the proxies of one session are logged in at with: what the user said, or else the profile.
 * For the session's thread; owns and wipes what it holds.
 */
final class ProxyLogins implements AutoCloseable {
  private final List<Proxy> proxies;
  private final Map<String, Credentials> given = new HashMap<>();

  private ProxyLogins(List<Proxy> proxies) {
    this.proxies = proxies;
  }

  /** Takes ownership of the profile's passwords for its proxies. */
  static ProxyLogins of(Profile profile) {
    return new ProxyLogins(
        profile.remotes().stream().flatMap(remote -> remote.proxy().stream()).toList());
  }

  Optional<Credentials> of(Proxy proxy) {
    return Optional.ofNullable(given.get(proxy.text())).or(proxy::credentials);
  }

  /** The user's word counts from now on. Takes ownership. */
  void use(Proxy proxy, Credentials credentials) {
    Credentials before = given.put(proxy.text(), credentials);
    if (before != null) {
      before.password().wipe();
    }
  }

  @Override
  public void close() {
    given.values().forEach(credentials -> credentials.password().wipe());
    given.clear();
    proxies.stream()
        .flatMap(proxy -> proxy.credentials().stream())
        .forEach(credentials -> credentials.password().wipe());
  }
}
