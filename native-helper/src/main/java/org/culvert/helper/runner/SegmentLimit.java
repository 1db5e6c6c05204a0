package org.culvert.helper.runner;

import java.util.Optional;
import java.util.OptionalInt;
import org.culvert.core.api.PathReason;
import org.culvert.core.api.PathReasonCode;
import org.culvert.core.plan.IpPrefix;
import org.culvert.core.plan.MssFix;
import org.culvert.core.plan.TunnelPlan;
import org.culvert.core.profile.PacketSizes;

/**
 * How large TCP segments through one connection's tunnel may be: as large as the profile says, or
 * less where the path to the server turns out to be narrower. A path that is found narrow stays so:
 * what the machine knows of it fades after some minutes, and large packets would be lost anew.
 */
final class SegmentLimit {
  /** Of IPv4 and TCP. */
  private static final int HEADERS = 40;

  private final PacketSizes sizes;
  private final MssFix.Around around;
  private int pathMtu = Integer.MAX_VALUE;

  SegmentLimit(PacketSizes sizes, MssFix.Around around) {
    this.sizes = sizes;
    this.around = around;
  }

  /** Takes what the machine knows of the path; returns whether it is narrower than was known. */
  boolean learn(OptionalInt known) {
    boolean narrower = known.isPresent() && known.getAsInt() < pathMtu;
    if (narrower) {
      pathMtu = known.getAsInt();
    }
    return narrower;
  }

  /** The path is another one now. */
  void forget() {
    pathMtu = Integer.MAX_VALUE;
  }

  /** The narrowest path MTU that was seen. */
  int pathMtu() {
    return pathMtu;
  }

  /** Whether the path allows less than the profile, for a device with this MTU. */
  boolean isNarrowed(int tunMtu) {
    return maxSegment(tunMtu) < MssFix.maxSegment(sizes.mssFix(), tunMtu, around).orElse(0);
  }

  /** For TCP over IPv4 through a device with this MTU; 0 to leave segments alone. */
  int maxSegment(int tunMtu) {
    return MssFix.maxSegment(sizes.mssFix(), tunMtu, around, pathMtu).orElse(0);
  }

  /**
   * The MTU for a device whose packets nobody can clamp: it makes both ends of a TCP connection
   * keep to the same size. On a path that is too narrow for the least MTU, longer packets are
   * fragmented.
   */
  int deviceMtu(TunnelPlan plan) {
    int segment = maxSegment(plan.mtu());
    return segment == 0
        ? plan.mtu()
        : Math.min(plan.mtu(), Math.max(segment + HEADERS, leastMtu(plan)));
  }

  /** Why no MTU of such a device does what the profile says; empty when one does. */
  Optional<PathReason> obstacle(TunnelPlan plan) {
    int segment = MssFix.maxSegment(sizes.mssFix(), plan.mtu(), around).orElse(plan.mtu());
    int least = leastMtu(plan);
    return segment + HEADERS >= least
        ? Optional.empty()
        : Optional.of(
            PathReason.of(
                least == TunnelPlan.LEAST_IPV6_MTU
                    ? PathReasonCode.SMALL_PACKETS_IPV6
                    : PathReasonCode.SMALL_PACKETS,
                Integer.toString(segment + HEADERS),
                Integer.toString(least)));
  }

  private static int leastMtu(TunnelPlan plan) {
    return plan.addresses().stream().anyMatch(IpPrefix::isIpv6)
        ? TunnelPlan.LEAST_IPV6_MTU
        : TunnelPlan.LEAST_MTU;
  }
}
