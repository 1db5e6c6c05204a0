package org.culvert.helper.linux.dns.resolved;

import java.net.InetAddress;
import java.util.List;

/**
 * What systemd-resolved is to know about a link.
 *
 * @param defaultRoute whether its servers are asked for names that no link claims
 * @param dnssec {@code yes}, {@code no}, {@code allow-downgrade} or nothing
 * @param overTls whether its servers are asked over TLS and not otherwise
 */
public record LinkDns(
    List<Server> servers,
    List<Domain> domains,
    boolean defaultRoute,
    String dnssec,
    boolean overTls) {
  public LinkDns {
    servers = List.copyOf(servers);
    domains = List.copyOf(domains);
  }

  /**
   * A resolver.
   *
   * @param port 0 for the usual one
   * @param name in its certificate, or nothing
   */
  public record Server(InetAddress address, int port, String name) {
    boolean isPlain() {
      return port == 0 && name.isEmpty();
    }
  }

  /** A domain that the link's servers are asked for; short names are completed with some only. */
  public record Domain(String name, boolean routeOnly) {}
}
