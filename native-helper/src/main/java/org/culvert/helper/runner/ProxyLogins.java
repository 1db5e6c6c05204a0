package org.culvert.helper.runner;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.culvert.core.api.Credentials;
import org.culvert.core.api.Question;
import org.culvert.core.profile.Profile;
import org.culvert.core.profile.Proxy;
import org.culvert.core.profile.Remote;
import org.culvert.helper.host.ProxyFailedException;

/**
 * What the proxies of one session are logged in at with: what the user said, or else the profile.
 * For the session's thread; owns and wipes what it holds.
 */
final class ProxyLogins implements AutoCloseable {
  private final List<Proxy> proxies;
  private final Optional<Credentials> known;
  private final Map<String, Credentials> given = new HashMap<>();

  ProxyLogins(List<Proxy> proxies, Optional<Credentials> known) {
    this.proxies = proxies;
    this.known = known;
  }

  /**
   * Takes ownership of the profile's passwords for its proxies.
   *
   * @param known comes before the profile's; stays the caller's
   */
  static ProxyLogins of(Profile profile, Optional<Credentials> known) {
    return new ProxyLogins(
        profile.remotes().stream().flatMap(remote -> remote.proxy().stream()).toList(), known);
  }

  Optional<Credentials> of(Proxy proxy) {
    return Optional.ofNullable(given.get(proxy.text())).or(() -> known).or(proxy::credentials);
  }

  /** What to ask the user when a proxy was not content with what we have. */
  static Optional<Question> question(Remote remote, IOException failure) {
    if (remote.proxy().isEmpty() || !(failure instanceof ProxyFailedException failed)) {
      return Optional.empty();
    }
    String proxy = remote.proxy().get().text();
    String realm = failed.failure().detail();
    return switch (failed.failure().kind()) {
      case LOGIN_NEEDED -> Optional.of(new Question.ProxyLogin(proxy, realm, ""));
      case LOGIN_REFUSED ->
          Optional.of(
              new Question.ProxyLogin(proxy, realm, "it refused the user name or password"));
      case LOGIN_UNKNOWN, REFUSED, NOT_A_PROXY -> Optional.empty();
    };
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
