package org.culvert.core.plan;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.culvert.core.push.Decimal;

/**
 * The {@code dns} option. Servers have a priority, lowest first. A pushed server replaces the
 * profile's of the same priority; pushed priorities are not negative.
 */
final class DnsServers {
  private static final int MAX_SERVERS = 16;
  private static final int MAX_ADDRESSES = 8;
  private static final int MAX_DOMAINS = 32;

  private final Notes notes;
  private final Map<Integer, Server> servers = new TreeMap<>();
  private final Set<String> searchDomains = new LinkedHashSet<>();

  DnsServers(Notes notes) {
    this.notes = notes;
  }

  /** What is known of one server so far. */
  private static final class Server {
    private final boolean pushed;
    private final List<DnsPlan.Endpoint> endpoints = new ArrayList<>();
    private final Set<String> domains = new LinkedHashSet<>();
    private boolean everything;
    private Optional<DnsPlan.Dnssec> dnssec = Optional.empty();
    private boolean overTls;
    private Optional<String> serverName = Optional.empty();

    /** Why it cannot be used, empty when it can. */
    private String useless = "";

    private Server(boolean pushed) {
      this.pushed = pushed;
    }

    private DnsPlan.Resolver resolver() {
      return new DnsPlan.Resolver(
          endpoints, everything ? List.of() : List.copyOf(domains), dnssec, overTls, serverName);
    }
  }

  /** Empty when the lines are no sound set. */
  Optional<DnsPlan> read(List<NetworkLine> lines) {
    for (NetworkLine line : lines) {
      switch (line.wordOrDefault(1)) {
        case "search-domains" -> addDomains(line, 2, searchDomains);
        case "server" -> server(line);
        default -> notes.add(line, "is left out: it is neither server nor search-domains");
      }
    }
    if (servers.values().stream().anyMatch(server -> server.endpoints.isEmpty())) {
      notes.add("The dns options name a server without address; all of them are left out.");
      return Optional.empty();
    }
    List<DnsPlan.Resolver> usable = new ArrayList<>();
    servers.forEach(
        (priority, server) -> {
          if (server.useless.isEmpty()) {
            usable.add(server.resolver());
          } else {
            notes.add("The dns server " + priority + " is not used: " + server.useless + ".");
          }
        });
    return Optional.of(new DnsPlan(usable, List.copyOf(searchDomains)));
  }

  private void addDomains(NetworkLine line, int first, Set<String> all) {
    for (String word : line.from(first)) {
      Optional<String> domain = DomainText.parse(word);
      if (domain.isEmpty() || all.size() >= MAX_DOMAINS) {
        notes.add(line, "is followed in part: a word is no domain, or there are too many");
        return;
      }
      all.add(domain.get());
    }
  }

  private void server(NetworkLine line) {
    OptionalInt priority = priority(line);
    if (priority.isEmpty() || line.size() < 5) {
      notes.add(line, "is left out: it is malformed");
      return;
    }
    Server server = servers.get(priority.getAsInt());
    if (server == null || (line.pushed() && !server.pushed)) {
      if (server == null && servers.size() >= MAX_SERVERS) {
        notes.add(line, "is left out: there are " + MAX_SERVERS + " servers already");
        return;
      }
      server = new Server(line.pushed());
      servers.put(priority.getAsInt(), server);
    }
    switch (line.word(3)) {
      case "address" -> addresses(line, server);
      case "resolve-domains" -> resolveDomains(line, server);
      case "dnssec" -> dnssec(line, server);
      case "transport" -> transport(line, server);
      case "sni" -> serverName(line, server);
      default -> notes.add(line, "is left out: it is malformed");
    }
  }

  /** A server whose domains are not understood must not be asked for everything instead. */
  private void resolveDomains(NetworkLine line, Server server) {
    if (line.from(4).contains(".")) {
      server.everything = true;
      return;
    }
    int before = server.domains.size();
    addDomains(line, 4, server.domains);
    if (server.domains.size() == before && before == 0) {
      server.useless = "none of its domains is one";
    }
  }

  private void dnssec(NetworkLine line, Server server) {
    switch (line.word(4).toLowerCase(Locale.ROOT)) {
      case "yes" -> server.dnssec = Optional.of(DnsPlan.Dnssec.YES);
      case "optional" -> server.dnssec = Optional.of(DnsPlan.Dnssec.OPTIONAL);
      case "no" -> server.dnssec = Optional.of(DnsPlan.Dnssec.NO);
      default -> notes.add(line, "is left out: it is malformed");
    }
  }

  private void transport(NetworkLine line, Server server) {
    switch (line.word(4).toLowerCase(Locale.ROOT)) {
      case "plain" -> server.overTls = false;
      case "dot" -> server.overTls = true;
      case "doh" -> server.useless = "nothing on this machine speaks DNS over HTTPS for others";
      default -> {
        notes.add(line, "is malformed");
        // Whatever was meant, it was not to ask in the clear.
        server.useless = "its transport is not known";
      }
    }
  }

  private void serverName(NetworkLine line, Server server) {
    Optional<String> name = DomainText.parse(line.word(4));
    if (name.isPresent()) {
      server.serverName = name;
    } else {
      notes.add(line, "is malformed");
      server.useless = "the name in its certificate is none";
    }
  }

  private static OptionalInt priority(NetworkLine line) {
    String text = line.wordOrDefault(2);
    if (text.startsWith("-") && !line.pushed()) {
      OptionalInt value = Decimal.parse(text.substring(1), 128);
      return value.isPresent() ? OptionalInt.of(-value.getAsInt()) : value;
    }
    return Decimal.parse(text, 127);
  }

  private void addresses(NetworkLine line, Server server) {
    for (String word : line.from(4)) {
      Optional<DnsPlan.Endpoint> endpoint = endpoint(word);
      if (endpoint.isEmpty() || server.endpoints.size() >= MAX_ADDRESSES) {
        notes.add(line, "is followed in part: a word is no resolver, or there are too many");
        return;
      }
      server.endpoints.add(endpoint.get());
    }
  }

  /** {@code 1.2.3.4}, {@code 1.2.3.4:53}, {@code 2001:db8::1} or {@code [2001:db8::1]:53}. */
  private static Optional<DnsPlan.Endpoint> endpoint(String text) {
    String host = text;
    Optional<String> port = Optional.empty();
    int colon = text.lastIndexOf(':');
    if (text.startsWith("[")) {
      int close = text.indexOf(']');
      if (close < 0) {
        return Optional.empty();
      }
      host = text.substring(1, close);
      String rest = text.substring(close + 1);
      if (host.indexOf(':') < 0 || !(rest.isEmpty() || rest.startsWith(":"))) {
        return Optional.empty();
      }
      port = rest.isEmpty() ? port : Optional.of(rest.substring(1));
    } else if (colon >= 0 && text.indexOf(':') == colon) {
      host = text.substring(0, colon);
      port = Optional.of(text.substring(colon + 1));
    }
    OptionalInt number = port.isPresent() ? Decimal.parse(port.get(), 65_535) : OptionalInt.empty();
    if (port.isPresent() && (number.isEmpty() || number.getAsInt() == 0)) {
      return Optional.empty();
    }
    return AddressText.address(host)
        .filter(DnsServers::isResolver)
        .map(address -> new DnsPlan.Endpoint(address, number));
  }

  /** A link-local resolver would be one of whatever link the machine is on. */
  static boolean isResolver(InetAddress address) {
    return AddressRules.isUnicast(address) && !AddressRules.isLinkLocal(address);
  }
}
