package org.culvert.helper.host;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * The other machines that a session exchanges its packets with: a server, several that it may turn
 * out to be, or a proxy and its relay. No route of any tunnel may catch what is sent to them.
 *
 * @param addresses the preferred one first; never empty
 * @param device the only one by which they are to be reached; empty for the machine's own way
 */
public record Outer(List<InetAddress> addresses, Optional<String> device) {
  public Outer {
    addresses = addresses.stream().distinct().toList();
  }

  /** Reached by the machine's own way. */
  public static Outer of(InetAddress... addresses) {
    return new Outer(List.of(addresses), Optional.empty());
  }

  /** The preferred one. */
  public InetAddress first() {
    return addresses.getFirst();
  }
}
