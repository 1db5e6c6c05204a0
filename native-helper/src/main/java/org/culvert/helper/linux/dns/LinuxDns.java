package org.culvert.helper.linux.dns;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.culvert.core.api.Diagnosis;
import org.culvert.core.api.MachineCode;
import org.culvert.core.api.Response.Finding;
import org.culvert.core.plan.DnsPlan;
import org.culvert.helper.host.DnsException;
import org.culvert.helper.host.HostDns;
import org.culvert.helper.linux.dns.resolved.BusResolved;
import org.culvert.helper.linux.dns.resolved.Resolved;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The DNS of a Linux machine. Looks for each tunnel anew by what the machine looks up names. */
public final class LinuxDns implements HostDns {
  private static final Logger LOG = LoggerFactory.getLogger(LinuxDns.class);

  private final Path root;
  private final Supplier<Resolved> resolved;
  private final DnsJournal journal;
  private final Map<DnsChoice.Way, BackEnd> backEnds = new EnumMap<>(DnsChoice.Way.class);
  private final Map<String, Tunnel> tunnels = new HashMap<>();
  private final ReentrantLock lock = new ReentrantLock();

  /** What was applied for one device, and by whom. */
  private record Tunnel(BackEnd backEnd, DnsPlan plan, Applied applied) {}

  LinuxDns(Path root, Path stateDirectory, Supplier<Resolved> resolved) {
    this.root = root;
    this.resolved = resolved;
    this.journal = new DnsJournal(stateDirectory);
  }

  /**
   * That of this machine.
   *
   * @param stateDirectory where the journal is kept, over a reboot, too: a file that was changed
   *     stays so; made when it is missing
   */
  public static LinuxDns open(Path stateDirectory) {
    return new LinuxDns(Path.of("/"), stateDirectory, BusResolved::new);
  }

  @Override
  public Applied apply(String device, DnsPlan plan) throws IOException {
    lock.lock();
    try {
      if (plan.equals(DnsPlan.NONE)) {
        undo(device);
        return Applied.NOTHING;
      }
      Tunnel before = tunnels.get(device);
      if (before != null && before.plan().equals(plan)) {
        return before.applied();
      }
      DnsChoice choice = DnsChoice.look(root);
      BackEnd backEnd = before == null ? backEnd(choice) : before.backEnd();
      // Whatever becomes of it, there may be something to release.
      tunnels.put(device, new Tunnel(backEnd, DnsPlan.NONE, Applied.NOTHING));
      Applied applied = withReason(backEnd.apply(device, plan), choice);
      tunnels.put(device, new Tunnel(backEnd, plan, applied));
      return applied;
    } finally {
      lock.unlock();
    }
  }

  private static Applied withReason(Applied applied, DnsChoice choice) {
    Stream<String> told =
        applied.setIn().stream()
            .map(where -> "DNS of the tunnel is set in " + where + ": " + choice.reason().words());
    return new Applied(
        applied.resolver(),
        applied.searchDomains(),
        applied.setIn(),
        Stream.concat(told, applied.notes().stream()).toList(),
        applied.missing());
  }

  /** The same one for all devices: tunnels in one file have to know of each other. */
  private BackEnd backEnd(DnsChoice choice) throws DnsException {
    if (choice.way() == DnsChoice.Way.NONE) {
      throw new DnsException(
          choice.reason().words(),
          "Give the namespace a file of its own, /etc/netns/NAME/resolv.conf, and start the helper"
              + " with: ip netns exec NAME");
    }
    return backEnds.computeIfAbsent(choice.way(), way -> make(way, choice.program()));
  }

  private BackEnd make(DnsChoice.Way way, Optional<Path> program) {
    return switch (way) {
      case RESOLVED -> new ResolvedBackEnd(resolved.get(), root, journal);
      case RESOLVCONF ->
          new ResolvconfBackEnd(
              program.orElse(root.resolve("sbin/resolvconf")), DnsChoice.isDebians(root), journal);
      case FILE, NONE -> new FileBackEnd(root.resolve("etc/resolv.conf"), journal);
    };
  }

  @Override
  public List<String> repair(String device) throws IOException {
    // Who holds the lock changes DNS just now, and is not to be waited for.
    if (!lock.tryLock()) {
      return List.of();
    }
    try {
      Tunnel tunnel = tunnels.get(device);
      return tunnel == null ? List.of() : tunnel.backEnd().repair(device);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void release(String device) {
    lock.lock();
    try {
      undo(device);
    } finally {
      lock.unlock();
    }
  }

  private void undo(String device) {
    Tunnel tunnel = tunnels.remove(device);
    if (tunnel != null) {
      try {
        tunnel.backEnd().release(device);
      } catch (IOException e) {
        LOG.error(
            "could not take back the DNS of {}; the next start tries again: {}",
            device,
            e.getMessage(),
            e);
      }
    }
  }

  @Override
  public List<String> recover() throws IOException {
    lock.lock();
    try {
      List<String> done = new ArrayList<>();
      Optional<Path> program = DnsChoice.resolvconf(root);
      for (DnsChange change : journal.read().reversed()) {
        try {
          if (change instanceof DnsChange.NamedRecord && program.isEmpty()) {
            done.add("Forgot " + change.line() + ", left by an earlier run: resolvconf is gone");
          } else {
            done.addAll(make(wayOf(change), program).undo(change));
          }
          journal.remove(List.of(change));
        } catch (IOException e) {
          // A helper that does not start helps nobody; the line stays for the next time.
          LOG.error("could not undo {}: {}", change.line(), e.getMessage(), e);
        }
      }
      return List.copyOf(done);
    } finally {
      lock.unlock();
    }
  }

  private static DnsChoice.Way wayOf(DnsChange change) {
    return switch (change) {
      case DnsChange.FileWritten file -> DnsChoice.Way.FILE;
      case DnsChange.NamedRecord record -> DnsChoice.Way.RESOLVCONF;
      case DnsChange.Link link -> DnsChoice.Way.RESOLVED;
    };
  }

  /** For the doctor. Changes nothing. */
  public static Finding finding() {
    return finding(Path.of("/"));
  }

  static Finding finding(Path root) {
    DnsChoice choice = DnsChoice.look(root);
    MachineCode code =
        switch (choice.way()) {
          case RESOLVED -> MachineCode.DNS_RESOLVED;
          case RESOLVCONF -> MachineCode.DNS_RESOLVCONF;
          case FILE -> MachineCode.DNS_FILE;
          case NONE -> MachineCode.DNS_NONE;
        };
    return Finding.of(Diagnosis.naming(code, List.of(choice.reason())));
  }
}
