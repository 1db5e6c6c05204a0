package org.culvert.core.plan;

import java.net.InetAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.culvert.core.plan.TunnelPlan.Dns;

/**
 * Resolvers and search domains from {@code dns} and {@code dhcp-option} lines; wire reference 7.6.
 * Any usable {@code dns server} makes resolvers and domains of {@code dhcp-option} void.
 */
final class DnsReader {
  private static final int MAX_SERVERS = 16;
  private static final int MAX_DOMAINS = 32;

  private static final Set<String> NOT_FOR_DNS =
      Set.of("WINS", "NTP", "NBDD", "NBT", "NBS", "DISABLE-NBT");

  private final Notes notes;

  DnsReader(Notes notes) {
    this.notes = notes;
  }

  Dns read(NetworkLines lines) {
    Optional<Dns> modern = new DnsServers(notes).read(lines.all("dns"));
    if (modern.isPresent() && !modern.get().servers().isEmpty()) {
      return modern.get();
    }
    Set<InetAddress> servers = new LinkedHashSet<>();
    Set<String> domains = new LinkedHashSet<>(modern.map(Dns::searchDomains).orElse(List.of()));
    for (NetworkLine line : lines.all("dhcp-option")) {
      option(line, servers, domains);
    }
    return new Dns(List.copyOf(servers), List.copyOf(domains));
  }

  private void option(NetworkLine line, Set<InetAddress> servers, Set<String> domains) {
    String type = line.wordOrDefault(1);
    if (type.equals("DNS") || type.equals("DNS6")) {
      resolver(line, 2).ifPresent(address -> limited(line, servers, address, MAX_SERVERS));
    } else if (type.equals("DOMAIN")
        || type.equals("ADAPTER_DOMAIN_SUFFIX")
        || type.equals("DOMAIN-SEARCH")) {
      Optional<String> domain =
          line.size() == 3 ? DomainText.parse(line.word(2)) : Optional.empty();
      if (domain.isPresent()) {
        limited(line, domains, domain.get(), MAX_DOMAINS);
      } else {
        notes.add(line, "is left out: it is no domain");
      }
    } else if (!NOT_FOR_DNS.contains(type)) {
      notes.add(line, "is not followed in this version");
    }
  }

  private Optional<InetAddress> resolver(NetworkLine line, int word) {
    Optional<InetAddress> address =
        line.size() == word + 1
            ? AddressText.address(line.word(word)).filter(DnsServers::isResolver)
            : Optional.empty();
    if (address.isEmpty()) {
      notes.add(line, "is left out: it is no address of a resolver");
    }
    return address;
  }

  private <T> void limited(NetworkLine line, Set<T> all, T one, int limit) {
    if (all.size() < limit) {
      all.add(one);
    } else {
      notes.add(line, "is left out: there are " + limit + " already");
    }
  }
}
