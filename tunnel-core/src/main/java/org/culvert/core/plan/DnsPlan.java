package org.culvert.core.plan;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Who is to be asked for names while the tunnel is up.
 *
 * @param resolvers alternatives, the preferred one first: a machine uses the first that it can
 * @param searchDomains what a short name may be completed with
 */
public record DnsPlan(List<Resolver> resolvers, List<String> searchDomains) {
  public static final DnsPlan NONE = new DnsPlan(List.of(), List.of());

  public DnsPlan {
    resolvers = List.copyOf(resolvers);
    searchDomains = List.copyOf(searchDomains);
  }

  /** The same, but each resolver is asked for everything. */
  DnsPlan forEverything() {
    return new DnsPlan(
        resolvers.stream()
            .map(
                one ->
                    new Resolver(
                        one.endpoints(), List.of(), one.dnssec(), one.overTls(), one.serverName()))
            .toList(),
        searchDomains);
  }

  /**
   * One resolver.
   *
   * @param endpoints where it is reached, the preferred one first; never empty
   * @param domains what it is to be asked for; empty for everything
   * @param dnssec whether its answers must be signed; empty to leave that to the machine
   * @param overTls whether it is asked over TLS and not otherwise
   * @param serverName the name in its certificate
   */
  public record Resolver(
      List<Endpoint> endpoints,
      List<String> domains,
      Optional<Dnssec> dnssec,
      boolean overTls,
      Optional<String> serverName) {
    public Resolver {
      endpoints = List.copyOf(endpoints);
      domains = List.copyOf(domains);
    }

    /** Asked for everything, as any program asks. */
    public static Resolver plain(List<InetAddress> addresses) {
      return new Resolver(
          addresses.stream().map(address -> new Endpoint(address, OptionalInt.empty())).toList(),
          List.of(),
          Optional.empty(),
          false,
          Optional.empty());
    }

    /** Whether it is asked for some domains only. */
    public boolean isSplit() {
      return !domains.isEmpty();
    }
  }

  /** An address with a port, empty for the usual one. */
  public record Endpoint(InetAddress address, OptionalInt port) {
    @Override
    public String toString() {
      String host = IpPrefix.text(address);
      if (port.isEmpty()) {
        return host;
      }
      return (address.getAddress().length == 16 ? "[" + host + "]" : host) + ":" + port.getAsInt();
    }
  }

  /** What is demanded of signatures. */
  public enum Dnssec {
    NO,
    /** Checked where the resolver offers them. */
    OPTIONAL,
    YES
  }
}
