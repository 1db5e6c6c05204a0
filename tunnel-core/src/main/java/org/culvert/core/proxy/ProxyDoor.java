package org.culvert.core.proxy;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.culvert.core.api.Credentials;
import org.culvert.core.profile.Proxy;

/**
 * The way through one proxy to one server. A login may take more than one connection; what the
 * proxy said on the one before is kept here. For one attempt and one thread.
 */
public final class ProxyDoor {
  private final Proxy proxy;
  private final Destination server;
  private final boolean datagrams;
  private final Optional<Credentials> login;
  private final HttpLogin http;

  private ProxyDoor(
      Proxy proxy,
      Destination server,
      boolean datagrams,
      Optional<Credentials> login,
      RandomGenerator random) {
    this.proxy = proxy;
    this.server = server;
    this.datagrams = datagrams;
    this.login = login;
    this.http = new HttpLogin(login, random);
  }

  /** For a TCP connection to the server. The login stays the caller's. */
  public static ProxyDoor toServer(
      Proxy proxy, Destination server, Optional<Credentials> login, RandomGenerator random) {
    return new ProxyDoor(proxy, server, false, login, random);
  }

  /** For datagrams; the server is named in each of them ({@link RelayHeader}). */
  public static ProxyDoor toRelay(
      Proxy.Socks5 proxy, Optional<Credentials> login, RandomGenerator random) {
    return new ProxyDoor(proxy, new Destination("0.0.0.0", 0), true, login, random);
  }

  /**
   * The conversation for the next connection to the proxy.
   *
   * @param proxyAddress where the connection leads: datagrams go there too, in the same family
   */
  public ProxyConversation knock(InetAddress proxyAddress) {
    return switch (proxy) {
      case Proxy.Http settings -> new HttpConnect(settings, server, http);
      case Proxy.Socks5 _ ->
          datagrams
              ? Socks5.associate(proxyAddress instanceof Inet6Address, login)
              : Socks5.connect(server, login);
    };
  }
}
