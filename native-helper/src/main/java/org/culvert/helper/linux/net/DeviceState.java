package org.culvert.helper.linux.net;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.culvert.core.plan.TunnelPlan;
import org.culvert.helper.host.Outer;

/**
 * What one device is to be, and what we have put on the machine for it, or have begun to: an entry
 * is noted before the kernel is asked, so that undoing needs no luck. Guarded by its {@link
 * LinuxHostNetwork}.
 */
final class DeviceState {
  /** What the session asked for. */
  record Target(TunnelPlan plan, Outer outer) {}

  final Set<LinkAddress> addresses = new LinkedHashSet<>();

  /**
   * Only routes that we made: one that was there before is somebody else's, whatever its number.
   */
  final Set<KernelRoute> routes = new LinkedHashSet<>();

  /** Empty until a plan has been applied. */
  Optional<Target> target = Optional.empty();

  /** The target in the kernel's terms, as of the last pass. */
  Optional<WantedState> wanted = Optional.empty();

  /** Whether the session reached its server through another tunnel of ours, and so wants to. */
  boolean nested;

  /** Whether somebody changed the network since the last pass. */
  boolean suspect;
}
