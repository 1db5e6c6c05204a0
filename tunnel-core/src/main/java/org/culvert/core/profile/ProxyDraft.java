package org.culvert.core.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.culvert.core.api.Credentials;

/** The proxy of one connection while it is read. Mutable, lives as long as the reading. */
final class ProxyDraft {
  /** Address and port of an {@code http-proxy} or {@code socks-proxy} line. */
  record End(String host, int port) {}

  Optional<End> http = Optional.empty();
  Optional<End> socks = Optional.empty();
  Proxy.HttpLogin httpLogin = Proxy.HttpLogin.WHEN_ASKED;
  Optional<Credentials> httpCredentials = Optional.empty();
  Optional<Credentials> socksCredentials = Optional.empty();
  String version = "1.0";
  Optional<String> agent = Optional.empty();
  final List<Proxy.Header> headers = new ArrayList<>();

  ProxyDraft copy() {
    ProxyDraft draft = new ProxyDraft();
    draft.http = http;
    draft.socks = socks;
    draft.httpLogin = httpLogin;
    draft.httpCredentials = httpCredentials;
    draft.socksCredentials = socksCredentials;
    draft.version = version;
    draft.agent = agent;
    draft.headers.addAll(headers);
    return draft;
  }

  /**
   * The proxy of one remote.
   *
   * @param top whose passwords count for the blocks too, wherever they stand
   */
  Optional<Proxy> build(
      Statement remote, Remote.Transport transport, ProxyDraft top, Findings findings) {
    if (http.isPresent() && socks.isPresent()) {
      findings.error(remote, Action.INVALID, ServerCode.TWO_PROXIES);
      return Optional.empty();
    }
    if (http.isPresent() && transport == Remote.Transport.UDP) {
      findings.error(remote, Action.INVALID, ServerCode.HTTP_PROXY_FOR_UDP);
      return Optional.empty();
    }
    if (http.isPresent()) {
      return Optional.of(
          new Proxy.Http(
              http.get().host(),
              http.get().port(),
              httpCredentials.or(() -> top.httpCredentials),
              httpLogin,
              version,
              agent,
              headers));
    }
    return socks.map(
        end ->
            new Proxy.Socks5(
                end.host(), end.port(), socksCredentials.or(() -> top.socksCredentials)));
  }
}
