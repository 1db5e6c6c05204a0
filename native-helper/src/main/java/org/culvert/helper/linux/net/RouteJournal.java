package org.culvert.helper.linux.net;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.culvert.core.plan.IpPrefix;
import org.culvert.helper.host.DurableFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The routes of ours that would outlive the process, in a file that is on the disk before a route
 * is in the kernel and loses the line after the route is gone. So a line may be without its route,
 * never a route without its line. Replaced as a whole, by renaming; absent when there is nothing.
 *
 * <pre>
 * culvert routes 1
 * unicast 198.51.100.7/32 device 2 gateway 192.0.2.1 source - metric 0
 * unreachable ::/1 device 0 gateway - source - metric 50
 * </pre>
 */
final class RouteJournal {
  private static final Logger LOG = LoggerFactory.getLogger(RouteJournal.class);
  private static final String HEADING = "culvert routes 1";
  private static final int FIELDS = 10;

  private final DurableFile file;
  private Set<KernelRoute> routes = new LinkedHashSet<>();
  private boolean loaded;
  private int writes;

  RouteJournal(Path directory) {
    this.file = new DurableFile(directory, "routes.journal");
  }

  /** What the file says. */
  List<KernelRoute> read() throws IOException {
    load();
    return List.copyOf(routes);
  }

  /** Notes routes that are about to be added. Does nothing when all are noted. */
  void add(Collection<KernelRoute> added) throws IOException {
    load();
    Set<KernelRoute> next = new LinkedHashSet<>(routes);
    if (next.addAll(added)) {
      replace(next);
    }
  }

  /** Strikes routes that are gone. */
  void remove(Collection<KernelRoute> removed) throws IOException {
    load();
    Set<KernelRoute> next = new LinkedHashSet<>(routes);
    boolean changed = false;
    for (KernelRoute route : removed) {
      changed |= next.remove(route);
    }
    if (changed) {
      replace(next);
    }
  }

  /** How often the disk was asked; each time costs some milliseconds. */
  int writes() {
    return writes;
  }

  /** What is not on the disk is not noted: after a failure the next call has it to do again. */
  private void replace(Set<KernelRoute> next) throws IOException {
    writes++;
    write(next);
    routes = next;
  }

  private void load() throws IOException {
    if (loaded) {
      return;
    }
    List<String> lines = file.read();
    if (!lines.isEmpty() && !lines.getFirst().equals(HEADING)) {
      throw new IOException(
          file.path()
              + " is of another version of this program; start that one once, or remove the"
              + " file and the routes shown by: ip route show proto "
              + KernelRoute.OURS);
    }
    lines.stream().skip(1).forEach(line -> parse(line).ifPresent(routes::add));
    loaded = true;
  }

  private void write(Set<KernelRoute> all) throws IOException {
    List<String> lines = new ArrayList<>();
    if (!all.isEmpty()) {
      lines.add(HEADING);
      all.forEach(route -> lines.add(format(route)));
    }
    file.replace(lines);
  }

  static String format(KernelRoute route) {
    return String.join(
        " ",
        route.kind() == KernelRoute.Kind.UNREACHABLE ? "unreachable" : "unicast",
        route.destination().toString(),
        "device",
        Integer.toString(route.device()),
        "gateway",
        route.gateway().map(InetAddress::getHostAddress).orElse("-"),
        "source",
        route.source().map(InetAddress::getHostAddress).orElse("-"),
        "metric",
        Integer.toString(route.metric()));
  }

  /** A line that cannot be read is skipped: the others are still worth undoing. */
  static Optional<KernelRoute> parse(String line) {
    String[] fields = line.split(" ", -1);
    try {
      if (fields.length != FIELDS) {
        throw new IllegalArgumentException(fields.length + " fields");
      }
      int slash = fields[1].indexOf('/');
      return Optional.of(
          new KernelRoute(
              new IpPrefix(
                  InetAddress.ofLiteral(fields[1].substring(0, slash)),
                  Integer.parseInt(fields[1].substring(slash + 1))),
              fields[0].equals("unreachable")
                  ? KernelRoute.Kind.UNREACHABLE
                  : KernelRoute.Kind.UNICAST,
              Integer.parseInt(fields[3]),
              address(fields[5]),
              address(fields[7]),
              Integer.parseInt(fields[9]),
              KernelRoute.OURS));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      LOG.warn("skipped a line of the route journal that makes no sense: {}", line, e);
      return Optional.empty();
    }
  }

  private static Optional<InetAddress> address(String text) {
    return text.equals("-") ? Optional.empty() : Optional.of(InetAddress.ofLiteral(text));
  }
}
