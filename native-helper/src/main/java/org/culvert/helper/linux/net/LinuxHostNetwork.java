package org.culvert.helper.linux.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.culvert.core.plan.TunnelPlan;
import org.culvert.helper.host.HostNetwork;
import org.culvert.helper.linux.tun.LinuxTun;
import org.culvert.helper.linux.udp.LinuxUdp;
import org.culvert.helper.path.DatagramPort;
import org.culvert.helper.path.TunDevice;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The network of a Linux machine, or rather of the network namespace in which this was opened.
 * Every change is found by comparing the plan with the kernel's tables, not with memory; calls are
 * carried out one at a time.
 *
 * <p>A plan's blocked family gets {@code unreachable} routes for both halves of its address space:
 * programs fail at once instead of waiting, more specific routes (the local network) keep working.
 */
public final class LinuxHostNetwork implements HostNetwork, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LinuxHostNetwork.class);

  /**
   * Packets that may wait for our reader: twice the kernel's own choice, some ms of a fast flow.
   */
  private static final int QUEUE_LENGTH = 1000;

  private final Rtnetlink kernel;
  private final RouteJournal journal;
  private final Map<String, DeviceState> devices = new HashMap<>();

  private LinuxHostNetwork(Rtnetlink kernel, RouteJournal journal) {
    this.kernel = kernel;
    this.journal = journal;
  }

  /**
   * Opens it for the calling thread's network namespace.
   *
   * @param stateDirectory where the journal is kept; made when it is missing
   */
  public static LinuxHostNetwork open(Path stateDirectory) throws IOException {
    return new LinuxHostNetwork(Rtnetlink.open(), new RouteJournal(stateDirectory));
  }

  @Override
  public TunDevice openTun(Optional<String> wantedName) throws IOException {
    return LinuxTun.open(wantedName);
  }

  @Override
  public DatagramPort openUdp(InetSocketAddress remote, Optional<InetSocketAddress> local)
      throws IOException {
    return LinuxUdp.open(remote, local);
  }

  @Override
  public synchronized void apply(String device, TunnelPlan plan, InetAddress server)
      throws IOException {
    DeviceState state = devices.computeIfAbsent(device, name -> new DeviceState());
    try {
      Link link =
          kernel.link(device).orElseThrow(() -> new IOException("device " + device + " is gone"));
      WantedState wanted = wanted(plan, link, server);
      bringUp(link, wanted.mtu());
      setAddresses(link, wanted, state);
      setRoutes(wanted, state);
    } catch (IOException e) {
      undo(device, state);
      throw e;
    }
  }

  private WantedState wanted(TunnelPlan plan, Link link, InetAddress server) throws IOException {
    if (!link.ipv6() && plan.addresses().stream().anyMatch(prefix -> prefix.isIpv6())) {
      LOG.warn(
          "IPv6 is switched off for {} on this machine: the tunnel carries IPv4 only", link.name());
    }
    Set<Integer> tunnels = new HashSet<>();
    for (Link each : kernel.links()) {
      if (devices.containsKey(each.name())) {
        tunnels.add(each.index());
      }
    }
    OuterPaths paths = new OuterPaths(kernel.routes().all(), tunnels);
    boolean blocked = server.getAddress().length == 16 ? plan.blockIpv6() : plan.blockIpv4();
    Optional<OuterPaths.NextHop> hop =
        plan.serverRoute() || blocked ? paths.toServer(server, kernel.routes()) : Optional.empty();
    return WantedState.of(plan, link, server, hop, paths);
  }

  private void bringUp(Link link, int mtu) throws IOException {
    if (link.mtu() != mtu || link.queueLength() != QUEUE_LENGTH) {
      kernel.configure(link, mtu, QUEUE_LENGTH);
    }
    if (!link.up()) {
      if (link.ipv6()) {
        kernel.withoutLinkLocalAddress(link);
      }
      kernel.setUp(link, true);
    }
  }

  /**
   * Old addresses go first: a new one in the same net would be the old one's dependant and vanish
   * with it. Routes that go with an address are put back by the comparison that follows.
   */
  private void setAddresses(Link link, WantedState wanted, DeviceState state) throws IOException {
    List<LinkAddress> present = kernel.addresses(link);
    for (LinkAddress old : List.copyOf(state.addresses)) {
      if (!wanted.addresses().contains(old)) {
        kernel.remove(link, old);
        state.addresses.remove(old);
      }
    }
    for (LinkAddress address : wanted.addresses()) {
      state.addresses.add(address);
      if (!present.contains(address)) {
        kernel.add(link, address);
      }
    }
  }

  private void setRoutes(WantedState wanted, DeviceState state) throws IOException {
    Set<KernelRoute> present = new HashSet<>(kernel.routes().all());
    List<KernelRoute> all = new ArrayList<>(wanted.lasting());
    all.addAll(wanted.inner());
    journal.add(wanted.lasting());
    for (KernelRoute route : all) {
      state.routes.add(route);
      if (!present.contains(route)) {
        kernel.routes().add(route);
      }
    }
    List<KernelRoute> obsolete = new ArrayList<>(state.routes);
    obsolete.removeAll(all);
    removeRoutes(obsolete, state);
  }

  /** Removes routes in the reverse of the order in which they were added. */
  private void removeRoutes(List<KernelRoute> routes, DeviceState state) throws IOException {
    List<KernelRoute> done = new ArrayList<>();
    for (KernelRoute route : routes.reversed()) {
      state.routes.remove(route);
      if (devices.values().stream().noneMatch(other -> other.routes.contains(route))) {
        kernel.routes().remove(route);
        done.add(route);
      }
    }
    journal.remove(done);
  }

  @Override
  public synchronized void release(String device) {
    DeviceState state = devices.get(device);
    if (state != null) {
      undo(device, state);
    }
  }

  /** Takes everything back that can be; what cannot is logged, and stays in the journal. */
  private void undo(String device, DeviceState state) {
    for (KernelRoute route : new ArrayList<>(state.routes).reversed()) {
      attempt(() -> removeRoutes(List.of(route), state));
    }
    attempt(
        () -> {
          Optional<Link> link = kernel.link(device);
          if (link.isPresent()) {
            for (LinkAddress address : state.addresses) {
              kernel.remove(link.get(), address);
            }
            kernel.setUp(link.get(), false);
          }
        });
    devices.remove(device);
  }

  /** A step of undoing. */
  private interface Step {
    void run() throws IOException;
  }

  private static void attempt(Step step) {
    try {
      step.run();
    } catch (IOException e) {
      LOG.error("could not undo a change of the network: {}", e.getMessage(), e);
    }
  }

  @Override
  public synchronized List<String> recover() throws IOException {
    List<KernelRoute> left = journal.read();
    if (left.isEmpty()) {
      return List.of();
    }
    Set<KernelRoute> present = new HashSet<>(kernel.routes().all());
    List<String> removed = new ArrayList<>();
    for (KernelRoute route : left.reversed()) {
      if (route.isOurs() && present.contains(route) && kernel.routes().remove(route)) {
        removed.add("Removed route " + route + ", left behind by an earlier run");
      }
    }
    journal.remove(left);
    return Collections.unmodifiableList(removed);
  }

  @Override
  public void close() {
    kernel.close();
  }
}
