package org.culvert.helper.linux.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.culvert.core.plan.IpPrefix;
import org.culvert.helper.host.DeviceGoneException;
import org.culvert.helper.host.Outer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One comparison of what all sessions want with what the kernel has, and the changes that follow.
 * The tables are read once; new routes come before old ones go.
 *
 * <p>A strict one stops at the first failure. A lenient one does all that can be done and says at
 * the end what could not.
 */
final class Comparison {
  private static final Logger LOG = LoggerFactory.getLogger(Comparison.class);

  private final Rtnetlink kernel;
  private final OwnRoutes own;
  private final boolean strict;
  private final Map<String, Link> links;
  private final OuterPaths paths;
  private final List<String> done = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();
  private final Map<DeviceState, List<KernelRoute>> ways = new HashMap<>();
  private Set<KernelRoute> present;

  Comparison(Rtnetlink kernel, OwnRoutes own, boolean strict) throws IOException {
    this.kernel = kernel;
    this.own = own;
    this.strict = strict;
    this.links =
        kernel.links().stream()
            .filter(link -> own.devices().containsKey(link.name()))
            .collect(Collectors.toMap(Link::name, link -> link));
    List<KernelRoute> table = kernel.routes().all();
    this.present = new HashSet<>(table);
    this.paths =
        new OuterPaths(
            table, own.all(), links.values().stream().map(Link::index).collect(Collectors.toSet()));
  }

  /** What was changed. */
  List<String> done() {
    return done;
  }

  /** What was left out. */
  List<String> notes() {
    return notes;
  }

  /** Brings the device to its target, and all routes to what that means for the others. */
  void settle(String device, DeviceState state) throws IOException {
    Link link =
        Optional.ofNullable(links.get(device)).orElseThrow(() -> new DeviceGoneException(device));
    DeviceState.Target target = state.target.orElseThrow();
    DeviceSetup setup = new DeviceSetup(kernel, state, done);
    Link ready = setup.switchOn(link, target.plan());
    WantedState wanted = WantedState.of(target.plan(), ready, paths, strict);
    state.wanted = Optional.of(wanted);
    note(target, ready);

    addWays(state);
    add(wanted.lasting(), state);
    attempt(() -> setup.setAddresses(ready, wanted.addresses()));
    if (!done.isEmpty()) {
      // Routes vanish with addresses, and with a device that was off.
      present = new HashSet<>(kernel.routes().all());
    }
    add(inner(state), state);
    own.devices()
        .forEach(
            (name, other) -> {
              if (other != state && links.containsKey(name) && links.get(name).up()) {
                addForOther(inner(other), other);
              }
            });
    removeObsolete();
    throwFailures();
    state.suspect = false;
  }

  /** Brings the way to the device's server to what is wanted, and that to the others with it. */
  void settleWay(String device, DeviceState state) throws IOException {
    if (!links.containsKey(device)) {
      throw new DeviceGoneException(device);
    }
    addWays(state);
    removeObsolete();
    throwFailures();
  }

  /** Brings the ways to all servers to what is wanted, as far as that can be done. */
  void settleWays() throws IOException {
    addOtherWays(List.of());
    removeObsolete();
    throwFailures();
  }

  private void addWays(DeviceState first) throws IOException {
    ways.put(first, way(first, strict));
    add(ways.get(first), first);
    addOtherWays(List.of(first));
  }

  private void addOtherWays(List<DeviceState> except) throws IOException {
    for (DeviceState other : own.devices().values()) {
      if (!except.contains(other)) {
        ways.put(other, way(other, false));
        // One by one: the second one matters most when the first one fails.
        ways.get(other).forEach(route -> addForOther(List.of(route), other));
      }
    }
  }

  /** Whether packets to the server go through another tunnel of ours as things stand. */
  boolean leadsThroughAnother(String device, InetAddress server) throws IOException {
    Optional<KernelRoute> row = kernel.routes().match(server);
    return row.isPresent()
        && links.values().stream()
            .filter(link -> !link.name().equals(device))
            .anyMatch(link -> link.index() == row.get().device());
  }

  /** The routes that keep the session's datagrams out of all tunnels, if any would catch them. */
  private List<KernelRoute> way(DeviceState state, boolean needed) throws IOException {
    if (state.target.isEmpty()) {
      return List.of();
    }
    Outer outer = state.target.get().outer();
    OptionalInt device = number(outer.device());
    List<KernelRoute> routes = new ArrayList<>();
    List<NoRouteToHostException> without = new ArrayList<>();
    for (InetAddress server : outer.addresses()) {
      if (!isCaught(state, server)) {
        continue;
      }
      KernelRoute guard = ServerWay.guard(server);
      try {
        paths
            .toServer(server, device, kernel.routes())
            .ifPresent(hop -> routes.addAll(List.of(ServerWay.around(server, hop), guard)));
      } catch (NoRouteToHostException e) {
        Optional<KernelRoute> standing =
            ServerWay.standing(server, state.routes).filter(present::contains);
        standing.ifPresent(routes::add);
        routes.add(guard);
        if (standing.isEmpty()) {
          without.add(e);
        }
      }
    }
    if (needed && without.size() == outer.addresses().size()) {
      throw without.getFirst();
    }
    return routes;
  }

  /** The kernel's number of a device. */
  private OptionalInt number(Optional<String> device) throws IOException {
    Optional<Link> link = device.isPresent() ? kernel.link(device.get()) : Optional.empty();
    return link.isPresent() ? OptionalInt.of(link.get().index()) : OptionalInt.empty();
  }

  private boolean isCaught(DeviceState state, InetAddress server) {
    return state.target.orElseThrow().plan().serverRoute()
        || own.devices().values().stream()
            .filter(other -> other == state || !state.nested)
            .anyMatch(other -> other.wanted.filter(wanted -> wanted.catches(server)).isPresent());
  }

  /** Its routes into the tunnel, but none that would swallow a live session's datagrams. */
  private List<KernelRoute> inner(DeviceState state) {
    Set<IpPrefix> servers = servers();
    return state.wanted.stream()
        .flatMap(wanted -> wanted.inner().stream())
        .filter(route -> !servers.contains(route.destination()))
        .toList();
  }

  private Set<IpPrefix> servers() {
    return own.devices().values().stream()
        .flatMap(state -> state.target.stream())
        .flatMap(target -> target.outer().addresses().stream())
        .map(ServerWay::host)
        .collect(Collectors.toSet());
  }

  private void add(Collection<KernelRoute> routes, DeviceState state) throws IOException {
    List<KernelRoute> mine = own.claimable(routes, present);
    if (!isJournaled(mine)) {
      mine = mine.stream().filter(route -> !isLasting(route)).toList();
    }
    for (KernelRoute route : mine) {
      attempt(
          () -> {
            if (own.add(route, state, present)) {
              done.add("route " + route);
            }
          });
    }
  }

  private boolean isJournaled(List<KernelRoute> routes) throws IOException {
    int before = failures.size();
    attempt(() -> own.journal().add(routes.stream().filter(this::isLasting).toList()));
    return failures.size() == before;
  }

  private boolean isLasting(KernelRoute route) {
    return links.values().stream().noneMatch(link -> link.index() == route.device());
  }

  /** Another session's trouble is not this one's; that session's own repair will tell it. */
  private void addForOther(Collection<KernelRoute> routes, DeviceState other) {
    int before = failures.size();
    try {
      add(routes, other);
    } catch (IOException e) {
      LOG.warn("could not set a route of another tunnel: {}", e.getMessage(), e);
    }
    if (failures.size() > before) {
      List<String> theirs = failures.subList(before, failures.size());
      LOG.warn("could not set {} routes of another tunnel: {}", theirs.size(), theirs.getFirst());
      theirs.clear();
    }
  }

  private void removeObsolete() throws IOException {
    for (DeviceState state : own.devices().values()) {
      Set<KernelRoute> wanted = new HashSet<>(ways.getOrDefault(state, List.of()));
      state.wanted.ifPresent(plan -> wanted.addAll(plan.lasting()));
      wanted.addAll(inner(state));
      Set<KernelRoute> obsolete = new LinkedHashSet<>(state.routes);
      obsolete.removeIf(wanted::contains);
      attempt(() -> own.remove(obsolete, state));
    }
  }

  private void note(DeviceState.Target target, Link link) {
    if (!link.ipv6() && target.plan().addresses().stream().anyMatch(IpPrefix::isIpv6)) {
      notes.add(
          "IPv6 is switched off for "
              + link.name()
              + " on this machine: the tunnel carries IPv4 only");
    }
    for (IpPrefix server : servers()) {
      if (target.plan().routes().stream().anyMatch(to -> to.destination().equals(server))) {
        notes.add("Route " + server + " is left out: a live session reaches its server there");
      }
    }
  }

  /** A step of the changes. */
  private interface Step {
    void run() throws IOException;
  }

  private void attempt(Step step) throws IOException {
    try {
      step.run();
    } catch (IOException e) {
      if (strict) {
        throw e;
      }
      failures.add(Optional.ofNullable(e.getMessage()).orElse(e.toString()));
    }
  }

  private void throwFailures() throws IOException {
    if (!failures.isEmpty()) {
      throw new IOException(String.join("; ", failures.subList(0, Math.min(3, failures.size()))));
    }
  }
}
