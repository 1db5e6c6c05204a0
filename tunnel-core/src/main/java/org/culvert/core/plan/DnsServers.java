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
import org.culvert.core.plan.TunnelPlan.Dns;
import org.culvert.core.push.Decimal;

/**
 * The {@code dns} option. Servers have a priority, lowest first; the first that can be used is
 * used. A pushed server replaces the profile's of the same priority; pushed priorities are not
 * negative.
 */
final class DnsServers {
  private static final int MAX_ADDRESSES = 8;
  private static final int MAX_DOMAINS = 32;
  private static final int DNS_PORT = 53;

  private final Notes notes;
  private final Map<Integer, Server> servers = new TreeMap<>();
  private final Set<String> searchDomains = new LinkedHashSet<>();

  DnsServers(Notes notes) {
    this.notes = notes;
  }

  /** What is known of one server so far. */
  private static final class Server {
    private final boolean pushed;
    private final List<InetAddress> addresses = new ArrayList<>();
    private boolean usable = true;

    private Server(boolean pushed) {
      this.pushed = pushed;
    }
  }

  /** Empty when the lines are no sound set. */
  Optional<Dns> read(List<NetworkLine> lines) {
    for (NetworkLine line : lines) {
      switch (line.wordOrDefault(1)) {
        case "search-domains" -> searchDomains(line);
        case "server" -> server(line);
        default -> notes.add(line, "is left out: it is neither server nor search-domains");
      }
    }
    if (servers.values().stream().anyMatch(server -> server.addresses.isEmpty())) {
      notes.add("The dns options name a server without address; all of them are left out.");
      return Optional.empty();
    }
    Optional<Server> first = servers.values().stream().filter(server -> server.usable).findFirst();
    if (first.isEmpty() && !servers.isEmpty()) {
      notes.add("None of the dns servers can be used: this version asks plain DNS on port 53.");
    }
    return Optional.of(
        new Dns(
            first.map(server -> server.addresses).orElse(List.of()), List.copyOf(searchDomains)));
  }

  private void searchDomains(NetworkLine line) {
    for (String word : line.from(2)) {
      Optional<String> domain = DomainText.parse(word);
      if (domain.isEmpty() || searchDomains.size() >= MAX_DOMAINS) {
        notes.add(line, "is followed in part: a word is no domain, or there are too many");
        return;
      }
      searchDomains.add(domain.get());
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
      server = new Server(line.pushed());
      servers.put(priority.getAsInt(), server);
    }
    switch (line.word(3)) {
      case "address" -> addresses(line, server);
      case "resolve-domains" ->
          notes.add(line, "is not followed in this version: the server is asked for all names");
      case "dnssec" -> server.usable &= !line.word(4).equals("yes");
      case "transport" -> server.usable &= line.word(4).toLowerCase(Locale.ROOT).equals("plain");
      case "sni" -> {
        // Says how to talk TLS to it; whether we must is the transport's.
      }
      default -> notes.add(line, "is left out: it is malformed");
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
      Optional<InetAddress> address = address(word, server);
      if (address.isEmpty() || server.addresses.size() >= MAX_ADDRESSES) {
        notes.add(line, "is followed in part: a word is no resolver, or there are too many");
        return;
      }
      server.addresses.add(address.get());
    }
  }

  /** {@code 1.2.3.4}, {@code 1.2.3.4:53}, {@code 2001:db8::1} or {@code [2001:db8::1]:53}. */
  private static Optional<InetAddress> address(String text, Server server) {
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
    if (port.isPresent()) {
      OptionalInt number = Decimal.parse(port.get(), 65_535);
      if (number.isEmpty() || number.getAsInt() == 0) {
        return Optional.empty();
      }
      server.usable &= number.getAsInt() == DNS_PORT;
    }
    return AddressText.address(host).filter(DnsServers::isResolver);
  }

  /** A link-local resolver would be one of whatever link the machine is on. */
  static boolean isResolver(InetAddress address) {
    return AddressRules.isUnicast(address) && !AddressRules.isLinkLocal(address);
  }
}
