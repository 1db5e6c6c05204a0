package org.culvert.helper.linux.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.culvert.core.plan.IpPrefix;
import org.culvert.core.plan.TunnelPlan;
import org.culvert.helper.host.DeviceGoneException;
import org.culvert.helper.host.EchoPort;
import org.culvert.helper.host.GiveUp;
import org.culvert.helper.host.HostNetwork;
import org.culvert.helper.host.Outer;
import org.culvert.helper.host.TcpRequest;
import org.culvert.helper.host.UdpRequest;
import org.culvert.helper.linux.echo.LinuxEcho;
import org.culvert.helper.linux.port.OffloadStep;
import org.culvert.helper.linux.socks.RelayedUdp;
import org.culvert.helper.linux.tcp.LinuxTcp;
import org.culvert.helper.linux.tun.LinuxTun;
import org.culvert.helper.linux.udp.FloatingUdp;
import org.culvert.helper.linux.udp.LinuxUdp;
import org.culvert.helper.path.DatagramPort;
import org.culvert.helper.path.TunDevice;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The network of a Linux machine, or rather of the network namespace in which this was opened.
 * Every change is found by comparing the plan with the kernel's tables, not with memory; calls are
 * carried out one at a time, and those for one device are told about its neighbours: no tunnel may
 * catch the datagrams of a session that stands.
 *
 * <p>A plan's blocked family gets {@code unreachable} routes for both halves of its address space:
 * programs fail at once instead of waiting, more specific routes (the local network) keep working.
 */
public final class LinuxHostNetwork implements HostNetwork, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LinuxHostNetwork.class);

  /** Changes that a sentence for the log names one by one. */
  private static final int MOST_TOLD = 4;

  private final Rtnetlink kernel;
  private final NetworkWatch watch;
  private final RouteJournal journal;
  private final Map<String, DeviceState> devices = new LinkedHashMap<>();
  private final OwnRoutes own;
  private final ReentrantLock lock = new ReentrantLock();
  private final OffloadStep step;

  private LinuxHostNetwork(
      Rtnetlink kernel, NetworkWatch watch, RouteJournal journal, OffloadStep step) {
    this.step = step;
    this.kernel = kernel;
    this.watch = watch;
    this.journal = journal;
    this.own = new OwnRoutes(kernel.routes(), journal, devices);
  }

  /**
   * Opens it for the calling thread's network namespace.
   *
   * @param stateDirectory where the journal is kept; made when it is missing
   * @param step what its devices and sockets move at once, at most
   */
  public static LinuxHostNetwork open(Path stateDirectory, OffloadStep step) throws IOException {
    return open(new RouteJournal(stateDirectory), step);
  }

  static LinuxHostNetwork open(RouteJournal journal, OffloadStep step) throws IOException {
    Rtnetlink kernel = Rtnetlink.open();
    try {
      return new LinuxHostNetwork(kernel, NetworkWatch.open(), journal, step);
    } catch (IOException e) {
      kernel.close();
      throw e;
    }
  }

  @Override
  public TunDevice openTun(Optional<String> wantedName) throws IOException {
    return LinuxTun.open(wantedName, step);
  }

  @Override
  public DatagramPort openUdp(UdpRequest wanted) throws IOException {
    return wanted.kernel() && wanted.floating()
        ? FloatingUdp.open(wanted, step)
        : LinuxUdp.open(wanted, step);
  }

  @Override
  public Optional<DatagramPort> openTcp(TcpRequest wanted, GiveUp giveUp)
      throws IOException, InterruptedException {
    return LinuxTcp.open(wanted, giveUp).map(port -> port);
  }

  @Override
  public Optional<DatagramPort> openRelayed(
      TcpRequest proxy, InetSocketAddress server, GiveUp giveUp)
      throws IOException, InterruptedException {
    return RelayedUdp.open(proxy, server, step, giveUp).map(port -> port);
  }

  @Override
  public EchoPort openEcho(String device, InetAddress remote) throws IOException {
    return LinuxEcho.open(device, remote, RandomGenerator.getDefault());
  }

  @Override
  public List<String> apply(String device, TunnelPlan plan, Outer outer) throws IOException {
    lock.lock();
    try {
      DeviceState state = devices.computeIfAbsent(device, name -> new DeviceState());
      Optional<DeviceState.Target> before = state.target;
      boolean nestedBefore = state.nested;
      try {
        Comparison comparison = new Comparison(kernel, own, true);
        state.nested = comparison.leadsThroughAnother(device, outer.first());
        state.target = Optional.of(new DeviceState.Target(plan, outer));
        comparison.settle(device, state);
        return comparison.notes();
      } catch (IOException e) {
        if (before.isEmpty()) {
          undo(device, state);
        } else {
          state.target = before;
          state.nested = nestedBefore;
          goBack(() -> new Comparison(kernel, own, false).settle(device, state), state, e);
        }
        throw e;
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void reach(String device, Outer outer) throws IOException {
    lock.lock();
    try {
      DeviceState state = devices.get(device);
      if (state == null || state.target.isEmpty()) {
        return;
      }
      DeviceState.Target before = state.target.get();
      boolean nestedBefore = state.nested;
      try {
        Comparison comparison = new Comparison(kernel, own, true);
        state.nested = comparison.leadsThroughAnother(device, outer.first());
        state.target = Optional.of(new DeviceState.Target(before.plan(), outer));
        comparison.settleWay(device, state);
      } catch (IOException e) {
        state.target = Optional.of(before);
        state.nested = nestedBefore;
        goBack(() -> new Comparison(kernel, own, false).settleWay(device, state), state, e);
        throw e;
      }
    } finally {
      lock.unlock();
    }
  }

  /** After a failure on a device that stands; what does not work now is for {@link #repair}. */
  private static void goBack(Step step, DeviceState state, IOException failure)
      throws DeviceGoneException {
    try {
      step.run();
    } catch (DeviceGoneException e) {
      e.addSuppressed(failure);
      throw e;
    } catch (IOException e) {
      failure.addSuppressed(e);
      state.suspect = true;
    }
  }

  @Override
  public List<String> repair(String device) throws IOException {
    // Who holds the lock changes the network just now, and is not to be waited for.
    if (!lock.tryLock()) {
      return List.of();
    }
    try {
      if (watch.changed()) {
        devices.values().forEach(state -> state.suspect = true);
      }
      DeviceState state = devices.get(device);
      if (state == null || !state.suspect || state.target.isEmpty()) {
        return List.of();
      }
      Comparison comparison = new Comparison(kernel, own, false);
      comparison.settle(device, state);
      return mended(comparison.done());
    } finally {
      lock.unlock();
    }
  }

  private static List<String> mended(List<String> done) {
    if (done.isEmpty()) {
      return List.of();
    }
    int told = Math.min(MOST_TOLD, done.size());
    String more = done.size() > told ? " and " + (done.size() - told) + " more" : "";
    return List.of(
        "The machine's network was changed; set again: "
            + String.join(", ", done.subList(0, told))
            + more);
  }

  @Override
  public void release(String device) {
    lock.lock();
    try {
      DeviceState state = devices.get(device);
      if (state != null) {
        undo(device, state);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Takes everything back that can be; what cannot is logged, and stays in the journal. */
  private void undo(String device, DeviceState state) {
    attempt(() -> own.remove(state.routes, state));
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
    if (!devices.isEmpty()) {
      // What kept the other servers out of this tunnel is needed no longer.
      attempt(() -> new Comparison(kernel, own, false).settleWays());
    }
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

  /** The networks that the machine reaches without a gateway, by no tunnel of ours. */
  public List<IpPrefix> onLink() throws IOException {
    lock.lock();
    try {
      Set<Integer> tunnels =
          kernel.links().stream()
              .filter(link -> devices.containsKey(link.name()))
              .map(Link::index)
              .collect(Collectors.toSet());
      return new OuterPaths(kernel.routes().all(), own.all(), tunnels).onLink();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public List<String> recover() throws IOException {
    lock.lock();
    try {
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
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    watch.close();
    kernel.close();
  }
}
