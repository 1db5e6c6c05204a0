package org.culvert.helper.linux.dns;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.culvert.core.plan.DnsPlan;
import org.culvert.helper.host.DnsException;
import org.culvert.helper.host.HostDns.Applied;

/**
 * /etc/resolv.conf itself, for machines where nobody else minds it. Of several tunnels the servers
 * of the last one that has any are in the file, with the search domains of those that came later.
 * What somebody else writes meanwhile becomes what comes back at the end.
 */
final class FileBackEnd implements BackEnd {
  /** A file that is taken from us so often has another owner; we stop there. */
  private static final int PATIENCE = 5;

  private final Path file;
  private final String where;
  private final DnsJournal journal;
  private final Map<String, PlainDns> tunnels = new LinkedHashMap<>();

  /** What is in the file, and what was; empty while it is not ours. */
  private Optional<DnsChange.FileWritten> ours = Optional.empty();

  private int taken;

  FileBackEnd(Path file, DnsJournal journal) {
    this.file = file;
    this.where = file.toString();
    this.journal = journal;
  }

  @Override
  public Applied apply(String device, DnsPlan plan) throws IOException {
    PlainDns dns = PlainDns.of(plan, where);
    PlainDns before = tunnels.get(device);
    if (dns.isNothing()) {
      release(device);
      return dns.applied(where, List.of());
    }
    // The one that changed comes last, and so wins.
    tunnels.remove(device);
    tunnels.put(device, dns);
    taken = 0;
    try {
      settle();
    } catch (IOException e) {
      tunnels.remove(device);
      if (before != null) {
        tunnels.put(device, before);
      }
      throw unwritable(e);
    }
    return dns.applied(where, notAskedAnyMore(device, dns));
  }

  /** Who looks at another tunnel would otherwise wonder. */
  private List<String> notAskedAnyMore(String device, PlainDns dns) {
    return dns.servers().isEmpty()
        ? List.of()
        : tunnels.entrySet().stream()
            .filter(other -> !other.getKey().equals(device))
            .filter(other -> !other.getValue().servers().isEmpty())
            .map(
                other ->
                    "the servers of the tunnel "
                        + other.getKey()
                        + " are not asked while this one stands: "
                        + where
                        + " has room for those of one; systemd-resolved asks both")
            .toList();
  }

  private DnsException unwritable(IOException e) {
    return new DnsException(
        where + " could not be written: " + e.getMessage(),
        "Let the helper's user write it, or set the tunnel's servers there by hand.",
        e);
  }

  @Override
  public List<String> repair(String device) throws IOException {
    if (!tunnels.containsKey(device)
        || taken >= PATIENCE
        || ours.isEmpty()
        || ResolvConfFile.read(ours.get().file()).equals(Optional.of(ours.get().after()))) {
      return List.of();
    }
    taken++;
    try {
      settle();
    } catch (IOException e) {
      throw unwritable(e);
    }
    return List.of(
        where
            + " was changed by somebody else; the tunnel's servers are set again"
            + (taken < PATIENCE
                ? ""
                : ". It happens too often: from now on the change of the others stays. Tell what"
                    + " manages that file to leave it alone, or to use systemd-resolved"));
  }

  @Override
  public void release(String device) throws IOException {
    if (tunnels.remove(device) != null) {
      settle();
    }
  }

  /** Makes the file say what the last tunnel wants, or what was before. */
  private void settle() throws IOException {
    Path target = ours.isPresent() ? ours.get().file() : ResolvConfFile.target(file);
    Optional<String> now = ResolvConfFile.read(target);
    boolean stillOurs = ours.isPresent() && now.equals(Optional.of(ours.get().after()));
    Optional<String> before = stillOurs ? ours.get().before() : now;
    Optional<DnsChange.FileWritten> old = ours;
    if (tunnels.isEmpty()) {
      if (stillOurs) {
        ResolvConfFile.write(target, before);
      }
      ours = Optional.empty();
    } else {
      String text = text(before.orElse(""));
      DnsChange.FileWritten next = new DnsChange.FileWritten(target, before, text);
      if (old.equals(Optional.of(next)) && stillOurs) {
        return;
      }
      journal.add(List.of(next));
      try {
        ResolvConfFile.write(target, Optional.of(text));
      } catch (IOException e) {
        if (!old.equals(Optional.of(next))) {
          journal.remove(List.of(next));
        }
        throw e;
      }
      ours = Optional.of(next);
    }
    if (old.isPresent() && !old.equals(ours)) {
      journal.remove(List.of(old.get()));
    }
  }

  /** A tunnel without servers says nothing about those of the ones before it. */
  private String text(String before) {
    String text = before;
    for (Map.Entry<String, PlainDns> tunnel : tunnels.entrySet()) {
      PlainDns dns = tunnel.getValue();
      text = ResolvConfText.with(dns, tunnel.getKey(), dns.servers().isEmpty() ? text : before);
    }
    return text;
  }

  @Override
  public List<String> undo(DnsChange change) throws IOException {
    if (!(change instanceof DnsChange.FileWritten written)) {
      return List.of();
    }
    Optional<String> now = ResolvConfFile.read(written.file());
    if (now.equals(written.before())) {
      return List.of();
    }
    // Killed while it wrote in place, it has left the beginning.
    if (now.isPresent() && written.after().startsWith(now.get())) {
      ResolvConfFile.write(written.file(), written.before());
      return List.of("Put back " + written.file() + " as it was before an earlier run");
    }
    return Files.exists(written.file())
        ? List.of("Left " + written.file() + " alone: somebody else has changed it since")
        : List.of();
  }
}
