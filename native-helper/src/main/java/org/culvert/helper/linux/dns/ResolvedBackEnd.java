package org.culvert.helper.linux.dns;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.culvert.core.plan.DnsPlan;
import org.culvert.helper.host.HostDns;
import org.culvert.helper.host.HostDns.Applied;
import org.culvert.helper.linux.dns.resolved.LinkDns;
import org.culvert.helper.linux.dns.resolved.Resolved;

/**
 * systemd-resolved: each link has its own servers and domains, so tunnels do not touch each other,
 * and what it knows of a link goes with the link.
 */
final class ResolvedBackEnd implements BackEnd {
  private static final String WHERE = "systemd-resolved";

  private final Resolved resolved;
  private final Path links;
  private final Path bootId;
  private final DnsJournal journal;
  private final Map<String, DnsChange.Link> configured = new HashMap<>();

  /** {@code root} is that of the file system. */
  ResolvedBackEnd(Resolved resolved, Path root, DnsJournal journal) {
    this.resolved = resolved;
    this.links = root.resolve("sys/class/net");
    this.bootId = root.resolve("proc/sys/kernel/random/boot_id");
    this.journal = journal;
  }

  @Override
  public Applied apply(String device, DnsPlan plan) throws IOException {
    Optional<DnsPlan.Resolver> first = plan.resolvers().stream().findFirst();
    if (first.isEmpty()) {
      release(device);
      return new Applied(
          Optional.empty(),
          List.of(),
          Optional.empty(),
          List.of(),
          Optional.of(
              new HostDns.Missing(
                  "the tunnel has search domains ("
                      + String.join(", ", plan.searchDomains())
                      + ") but no resolver, and systemd-resolved completes names only with the"
                      + " domains of a link that has one",
                  "Write names inside the tunnel in full, or ask the server's administrator to push"
                      + " a resolver.")));
    }
    int index =
        index(device)
            .orElseThrow(() -> new IOException("systemd-resolved: there is no link " + device));
    DnsChange.Link link = new DnsChange.Link(index, device, boot());
    journal.add(List.of(link));
    configured.put(device, link);
    try {
      resolved.configure(index, dns(first.get(), plan.searchDomains()));
    } catch (IOException e) {
      configured.remove(device);
      journal.remove(List.of(link));
      throw e;
    }
    return new Applied(
        first, plan.searchDomains(), Optional.of(WHERE), List.of(), Optional.empty());
  }

  private static LinkDns dns(DnsPlan.Resolver resolver, List<String> search) {
    List<LinkDns.Domain> domains = new ArrayList<>();
    search.forEach(domain -> domains.add(new LinkDns.Domain(domain, false)));
    resolver.domains().stream()
        .filter(domain -> !search.contains(domain))
        .forEach(domain -> domains.add(new LinkDns.Domain(domain, true)));
    if (!resolver.isSplit()) {
      // Every name, whatever other links say that they are for.
      domains.add(new LinkDns.Domain(".", true));
    }
    return new LinkDns(
        resolver.endpoints().stream()
            .map(
                endpoint ->
                    new LinkDns.Server(
                        endpoint.address(),
                        endpoint.port().orElse(0),
                        resolver.serverName().orElse("")))
            .toList(),
        domains,
        !resolver.isSplit(),
        resolver.dnssec().map(ResolvedBackEnd::mode).orElse(""),
        resolver.overTls());
  }

  private static String mode(DnsPlan.Dnssec dnssec) {
    return switch (dnssec) {
      case NO -> "no";
      case OPTIONAL -> "allow-downgrade";
      case YES -> "yes";
    };
  }

  @Override
  public List<String> repair(String device) {
    // It keeps what it was told over its own restart, and nobody else is told of this link.
    return List.of();
  }

  @Override
  public void release(String device) throws IOException {
    DnsChange.Link link = configured.get(device);
    if (link != null) {
      undo(link);
      configured.remove(device);
      journal.remove(List.of(link));
    }
  }

  /**
   * A link that went with the process took everything with it; one of its own name may be new, and
   * after a restart of the machine even one of its own number.
   */
  @Override
  public List<String> undo(DnsChange change) throws IOException {
    if (!(change instanceof DnsChange.Link link)
        || !link.boot().equals(boot())
        || !index(link.device()).equals(OptionalInt.of(link.index()))) {
      return List.of();
    }
    resolved.revert(link.index());
    return List.of("Told systemd-resolved to forget " + link.device() + ", left by an earlier run");
  }

  private String boot() throws IOException {
    return Files.readString(bootId).strip();
  }

  private OptionalInt index(String device) throws IOException {
    try {
      return OptionalInt.of(
          Integer.parseInt(Files.readString(links.resolve(device).resolve("ifindex")).strip()));
    } catch (NoSuchFileException e) {
      return OptionalInt.empty();
    } catch (NumberFormatException e) {
      throw new IOException("the number of link " + device + " makes no sense", e);
    }
  }
}
