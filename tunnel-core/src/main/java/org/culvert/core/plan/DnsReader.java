package org.culvert.core.plan;

import java.net.InetAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

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

  DnsPlan read(NetworkLines lines) {
    Optional<DnsPlan> modern = new DnsServers(notes).read(lines.all("dns"));
    boolean everything = lines.has("redirect-dns");
    if (modern.isPresent() && !modern.get().resolvers().isEmpty()) {
      return everything ? modern.get().forEverything() : modern.get();
    }
    Older older = new Older();
    older.everything = everything;
    older.search.addAll(modern.map(DnsPlan::searchDomains).orElse(List.of()));
    lines.all("dhcp-option").forEach(older::option);
    return older.plan();
  }

  /** What the {@code dhcp-option} lines say together. */
  private final class Older {
    private final Set<InetAddress> servers = new LinkedHashSet<>();
    private final Set<String> search = new LinkedHashSet<>();
    private final Set<String> only = new LinkedHashSet<>();
    private boolean everything;
    private boolean overTls;
    private Optional<DnsPlan.Dnssec> dnssec = Optional.empty();

    void option(NetworkLine line) {
      String type = line.wordOrDefault(1);
      switch (type) {
        case "DNS", "DNS6" -> resolver(line);
        case "DOMAIN", "ADAPTER_DOMAIN_SUFFIX", "DOMAIN-SEARCH" -> domain(line, search);
        case "DOMAIN-ROUTE" -> {
          if (line.size() == 3 && line.word(2).equals(".")) {
            everything = true;
          } else {
            domain(line, only);
          }
        }
        case "DNSSEC" -> dnssec(line);
        case "DNS-OVER-TLS" -> overTls(line);
        default -> {
          if (!NOT_FOR_DNS.contains(type)) {
            notes.add(line, "is not followed in this version");
          }
        }
      }
    }

    private void resolver(NetworkLine line) {
      Optional<InetAddress> address =
          line.size() == 3
              ? AddressText.address(line.word(2)).filter(DnsServers::isResolver)
              : Optional.empty();
      if (address.isPresent()) {
        limited(line, servers, address.get(), MAX_SERVERS);
      } else {
        notes.add(line, "is left out: it is no address of a resolver");
      }
    }

    private void domain(NetworkLine line, Set<String> all) {
      Optional<String> domain =
          line.size() == 3 ? DomainText.parse(line.word(2)) : Optional.empty();
      if (domain.isPresent()) {
        limited(line, all, domain.get(), MAX_DOMAINS);
      } else {
        notes.add(line, "is left out: it is no domain");
      }
    }

    private void dnssec(NetworkLine line) {
      switch (line.size() == 3 ? line.word(2) : "") {
        case "yes" -> dnssec = Optional.of(DnsPlan.Dnssec.YES);
        case "allow-downgrade" -> dnssec = Optional.of(DnsPlan.Dnssec.OPTIONAL);
        case "no" -> dnssec = Optional.of(DnsPlan.Dnssec.NO);
        case "default" -> dnssec = Optional.empty();
        default -> notes.add(line, "is left out: it is malformed");
      }
    }

    private void overTls(NetworkLine line) {
      switch (line.size() == 3 ? line.word(2) : "") {
        case "yes" -> overTls = true;
        case "no", "opportunistic", "default" -> overTls = false;
        default -> notes.add(line, "is left out: it is malformed");
      }
    }

    DnsPlan plan() {
      List<DnsPlan.Resolver> resolvers = List.of();
      if (!servers.isEmpty()) {
        resolvers =
            List.of(
                new DnsPlan.Resolver(
                    servers.stream()
                        .map(address -> new DnsPlan.Endpoint(address, OptionalInt.empty()))
                        .toList(),
                    everything ? List.of() : List.copyOf(only),
                    dnssec,
                    overTls,
                    Optional.empty()));
      } else if (!only.isEmpty()) {
        notes.add("DOMAIN-ROUTE without a resolver of the tunnel has no effect.");
      }
      return new DnsPlan(resolvers, List.copyOf(search));
    }
  }

  private <T> void limited(NetworkLine line, Set<T> all, T one, int limit) {
    if (all.size() < limit) {
      all.add(one);
    } else {
      notes.add(line, "is left out: there are " + limit + " already");
    }
  }
}
