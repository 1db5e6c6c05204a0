package org.culvert.helper.linux.net;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The routes that we made, over all devices: one that several devices need stays until the last of
 * them lets go.
 *
 * @param devices by name; guarded by the {@link LinuxHostNetwork}
 */
record OwnRoutes(RouteTable kernel, RouteJournal journal, Map<String, DeviceState> devices) {
  /** Those in the journal too: one may be there that could not be removed. */
  Set<KernelRoute> all() throws IOException {
    Set<KernelRoute> all = new HashSet<>(journal.read());
    devices.values().forEach(state -> all.addAll(state.routes));
    return all;
  }

  /**
   * Which of the routes the device is to have from us: not those that stand and are somebody
   * else's, a second helper's for example, who will also remove them.
   */
  List<KernelRoute> claimable(Collection<KernelRoute> wanted, Set<KernelRoute> present)
      throws IOException {
    Set<KernelRoute> ours = all();
    return wanted.stream()
        .filter(route -> ours.contains(route) || !present.contains(route))
        .toList();
  }

  /** Notes a route for the device and makes it unless it stands. Returns whether it had to. */
  boolean add(KernelRoute route, DeviceState state, Set<KernelRoute> present) throws IOException {
    state.routes.add(route);
    if (present.contains(route)) {
      return false;
    }
    kernel.add(route);
    present.add(route);
    return true;
  }

  /**
   * Takes routes from the device, in the reverse of the order in which they were added; then, at
   * once for all, from the journal. One that cannot be removed stays noted and in the journal.
   *
   * @throws IOException the first failure, after all has been tried
   */
  void remove(Collection<KernelRoute> routes, DeviceState state) throws IOException {
    List<KernelRoute> gone = new ArrayList<>();
    List<IOException> failures = new ArrayList<>();
    for (KernelRoute route : List.copyOf(routes).reversed()) {
      boolean shared =
          devices.values().stream()
              .anyMatch(other -> other != state && other.routes.contains(route));
      try {
        if (!shared) {
          kernel.remove(route);
          gone.add(route);
        }
        state.routes.remove(route);
      } catch (IOException e) {
        failures.add(e);
      }
    }
    journal.remove(gone);
    if (!failures.isEmpty()) {
      throw failures.getFirst();
    }
  }
}
