package org.culvert.helper.linux.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.culvert.core.plan.DnsPlan;
import org.culvert.core.plan.IpPrefix;
import org.culvert.helper.host.HostDns;

/**
 * What of a plan can be said in a resolv.conf: which servers are asked for everything, in the
 * clear, on port 53.
 *
 * @param servers the addresses; empty when the machine is to go on asking its own
 */
record PlainDns(
    Optional<DnsPlan.Resolver> resolver,
    List<String> servers,
    List<String> search,
    List<String> notes,
    Optional<HostDns.Missing> missing) {
  /** resolv.conf(5): MAXNS; later lines are not read. */
  private static final int MOST_SERVERS = 3;

  private static final String WOULD_HELP =
      "systemd-resolved can do it: install and enable it, and connect again.";

  static PlainDns of(DnsPlan plan, String where) {
    List<String> notes = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    for (DnsPlan.Resolver resolver : plan.resolvers()) {
      Optional<String> reason = whyNot(resolver, where);
      if (reason.isEmpty()) {
        if (!reasons.isEmpty()) {
          notes.add("An alternative resolver of the tunnel is used: " + reasons.getFirst());
        }
        List<String> servers = servers(resolver);
        if (servers.size() > MOST_SERVERS) {
          notes.add(
              where
                  + " has room for three servers; not set: "
                  + String.join(", ", servers.subList(MOST_SERVERS, servers.size())));
          servers = servers.subList(0, MOST_SERVERS);
        }
        return new PlainDns(
            Optional.of(resolver), servers, plan.searchDomains(), notes, Optional.empty());
      }
      reasons.add(reason.get());
    }
    return new PlainDns(
        Optional.empty(),
        List.of(),
        // Names that only the resolver we cannot ask would know may still be found elsewhere.
        plan.searchDomains(),
        notes,
        reasons.stream().findFirst().map(reason -> new HostDns.Missing(reason, WOULD_HELP)));
  }

  private static Optional<String> whyNot(DnsPlan.Resolver resolver, String where) {
    String who = shown(resolver);
    if (resolver.isSplit()) {
      return Optional.of(
          who
              + " is meant for names in "
              + String.join(", ", resolver.domains())
              + " only, and "
              + where
              + " cannot ask one server for some names and another for the rest. It is not asked");
    }
    if (resolver.overTls()) {
      return Optional.of(
          who + " is to be asked over TLS, which " + where + " cannot say. It is not asked");
    }
    if (resolver.dnssec().filter(DnsPlan.Dnssec.YES::equals).isPresent()) {
      return Optional.of(
          "the signatures of "
              + who
              + " are to be checked, which nobody does by "
              + where
              + ". It is not asked");
    }
    if (servers(resolver).isEmpty()) {
      return Optional.of(
          who + " is on another port than 53, which " + where + " cannot say. It is not asked");
    }
    return Optional.empty();
  }

  private static List<String> servers(DnsPlan.Resolver resolver) {
    return resolver.endpoints().stream()
        .filter(endpoint -> endpoint.port().orElse(53) == 53)
        .map(endpoint -> IpPrefix.text(endpoint.address()))
        .toList();
  }

  private static String shown(DnsPlan.Resolver resolver) {
    return "the tunnel's resolver "
        + resolver.endpoints().stream()
            .map(DnsPlan.Endpoint::toString)
            .collect(Collectors.joining(", "));
  }

  /** Whether there is nothing to be said. */
  boolean isNothing() {
    return servers.isEmpty() && search.isEmpty();
  }

  /** Lines for a resolv.conf. */
  Stream<String> lines() {
    return Stream.concat(
        search.isEmpty() ? Stream.empty() : Stream.of("search " + String.join(" ", search)),
        servers.stream().map(server -> "nameserver " + server));
  }

  /** What came of it when it was said. */
  HostDns.Applied applied(String where, List<String> furtherNotes) {
    return new HostDns.Applied(
        resolver,
        search,
        isNothing() ? Optional.empty() : Optional.of(where),
        Stream.concat(notes.stream(), furtherNotes.stream()).toList(),
        missing);
  }
}
