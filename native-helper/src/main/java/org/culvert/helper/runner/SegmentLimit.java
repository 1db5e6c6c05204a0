package org.culvert.helper.runner;

import java.util.OptionalInt;
import org.culvert.core.plan.MssFix;
import org.culvert.core.profile.PacketSizes;

/**
 * How large TCP segments through one connection's tunnel may be: as large as the profile says, or
 * less where the path to the server turns out to be narrower. A path that is found narrow stays so:
 * what the machine knows of it fades after some minutes, and large packets would be lost anew.
 */
final class SegmentLimit {
  /** Of IPv4 and TCP. */
  private static final int HEADERS = 40;

  /** Below it the kernel switches IPv6 off. */
  private static final int LEAST_IPV6_MTU = 1280;

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
   * keep to the same size.
   */
  int deviceMtu(int tunMtu) {
    int segment = maxSegment(tunMtu);
    return segment == 0 ? tunMtu : Math.min(tunMtu, Math.max(segment + HEADERS, LEAST_IPV6_MTU));
  }
}
