package org.culvert.core.proxy;

import java.net.InetAddress;
import java.util.Optional;

/**
 * The server that a proxy is to reach.
 *
 * @param host a name, which the proxy looks up, or an address literal without brackets
 */
public record Destination(String host, int port) {
  Optional<InetAddress> literal() {
    try {
      return Optional.of(InetAddress.ofLiteral(host));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** As in an HTTP request: an IPv6 address in brackets. */
  String authority() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}
