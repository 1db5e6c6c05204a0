package org.culvert.helper.linux.net;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Optional;
import org.culvert.core.plan.IpPrefix;
import org.culvert.helper.host.Journal;

/**
 * The routes of ours that would outlive the process.
 *
 * <pre>
 * culvert routes 1
 * unicast 198.51.100.7/32 device 2 gateway 192.0.2.1 source - metric 0
 * unreachable ::/1 device 0 gateway - source - metric 50
 * </pre>
 */
final class RouteJournal extends Journal<KernelRoute> {
  private static final int FIELDS = 10;

  RouteJournal(Path directory) {
    super(
        directory,
        "routes.journal",
        "culvert routes 1",
        "the routes shown by: ip route show proto " + KernelRoute.OURS);
  }

  @Override
  protected String format(KernelRoute route) {
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

  @Override
  protected KernelRoute parse(String line) {
    String[] fields = line.split(" ", -1);
    if (fields.length != FIELDS) {
      throw new IllegalArgumentException(fields.length + " fields");
    }
    String[] prefix = fields[1].split("/", -1);
    if (prefix.length != 2) {
      throw new IllegalArgumentException("no destination");
    }
    return new KernelRoute(
        new IpPrefix(InetAddress.ofLiteral(prefix[0]), Integer.parseInt(prefix[1])),
        fields[0].equals("unreachable") ? KernelRoute.Kind.UNREACHABLE : KernelRoute.Kind.UNICAST,
        Integer.parseInt(fields[3]),
        address(fields[5]),
        address(fields[7]),
        Integer.parseInt(fields[9]),
        KernelRoute.OURS);
  }

  private static Optional<InetAddress> address(String text) {
    return text.equals("-") ? Optional.empty() : Optional.of(InetAddress.ofLiteral(text));
  }
}
