package org.culvert.helper.linux.net;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.culvert.core.plan.TunnelPlan;
import org.culvert.helper.host.Outer;
import org.culvert.helper.linux.ns.NetworkNamespace;
import org.culvert.helper.linux.port.OffloadStep;
import org.culvert.helper.path.TunDevice;

/**
 * A machine in a network namespace: {@code eth0} with 192.0.2.2/24 and fd09::2/64, default gateways
 * 192.0.2.1 and fd09::1. What happens to it is read with {@code ip}.
 */
final class Machine implements AutoCloseable {
  private static final String GUARD = " metric " + ServerWay.GUARD_METRIC;

  private final NetworkNamespace namespace;
  private final List<TunDevice> devices = new ArrayList<>();

  Machine() throws IOException {
    namespace = NetworkNamespace.open("machine");
    ip("link add eth0 type veth peer name cable");
    ip("link set cable up");
    ip("link set eth0 addrgenmode none up");
    ip("addr add 192.0.2.2/24 dev eth0");
    ip("addr add fd09::2/64 dev eth0 nodad");
    ip("route add default via 192.0.2.1");
    ip("route add default via fd09::1");
  }

  LinuxHostNetwork host(Path state) throws IOException {
    return namespace.call(() -> LinuxHostNetwork.open(state, OffloadStep.SEGMENTS));
  }

  LinuxHostNetwork host(RouteJournal journal) throws IOException {
    return namespace.call(() -> LinuxHostNetwork.open(journal, OffloadStep.SEGMENTS));
  }

  TunDevice tun(LinuxHostNetwork host, String name) throws IOException {
    TunDevice device = namespace.call(() -> host.openTun(Optional.of(name)));
    devices.add(device);
    return device;
  }

  /** Runs {@code ip} with the words and returns what it prints. */
  String ip(String words) throws IOException {
    return namespace.call(
        () -> {
          Process process = start(words);
          String out = new String(process.getInputStream().readAllBytes(), UTF_8);
          if (process.waitFor() != 0) {
            throw new IOException("ip " + words + ": " + out);
          }
          return out;
        });
  }

  /** Starts {@code ip} in this machine. */
  Process startIp(String words) throws IOException {
    return namespace.call(() -> start(words));
  }

  private static Process start(String words) throws IOException {
    List<String> command = Stream.concat(Stream.of("ip"), Stream.of(words.split(" "))).toList();
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  void switchOffIpv6(String device) throws IOException {
    Path setting = Path.of("/proc/sys/net/ipv6/conf", device, "disable_ipv6");
    namespace.call(() -> Files.writeString(setting, "1"));
  }

  /** The main table's routes as {@code ip} prints them, IPv4 then IPv6. */
  List<String> routes() throws IOException {
    return Stream.concat(ip("-4 route show").lines(), ip("-6 route show").lines())
        .map(String::strip)
        .filter(line -> !line.startsWith("fe80::/64") && !line.contains("dev cable"))
        .toList();
  }

  /** The routes with our number, without the {@link #guards}. */
  List<String> ourRoutes() throws IOException {
    return numbered().filter(line -> !line.contains(GUARD)).toList();
  }

  /** The routes that keep datagrams to servers out of the tunnels when all else fails. */
  List<String> guards() throws IOException {
    return numbered()
        .filter(line -> line.contains(GUARD))
        .map(line -> line.replace(GUARD, "").replace(" dev lo", ""))
        .toList();
  }

  private Stream<String> numbered() throws IOException {
    return routes().stream()
        .filter(line -> line.contains("proto 203"))
        .map(line -> line.replace(" proto 203", "").replace(" pref medium", ""));
  }

  /** Whether a packet to the address would leave by the device; or nowhere, for {@code ""}. */
  boolean leads(String address, String device) {
    String way;
    try {
      way = ip("route get " + address);
    } catch (IOException e) {
      return device.isEmpty();
    }
    return way.contains("dev " + device + " ");
  }

  /** Everything public goes into the tunnel but one net and the server. */
  static TunnelPlan redirectAll() {
    return Plans.plan("10.8.0.2/24", "fd08::2/64")
        .route("0.0.0.0/1")
        .route("128.0.0.0/1")
        .route("::/1")
        .route("8000::/1")
        .around("203.0.113.0/24")
        .serverRoute()
        .build();
  }

  /** What {@code ip} shows of devices, addresses and routes. */
  String everything() throws IOException {
    return ip("-br addr show") + routes();
  }

  static void apply(LinuxHostNetwork host, String device, TunnelPlan plan, String server)
      throws IOException {
    host.apply(device, plan, Outer.of(InetAddress.ofLiteral(server)));
  }

  @Override
  public void close() {
    devices.forEach(TunDevice::close);
    namespace.close();
  }
}
