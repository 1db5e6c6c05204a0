package org.culvert.helper.linux.net;

import java.net.InetAddress;
import java.util.Optional;
import org.culvert.core.plan.IpPrefix;

/**
 * A route of the main table.
 *
 * @param destination with host bits cleared
 * @param device the number of the device it leads to; 0 for a route that leads nowhere
 * @param gateway empty when the destination is reached directly
 * @param source the address that packets get which have none yet, when the route says so
 * @param metric smaller ones win
 * @param protocol who made it: {@link #OURS}, or another number
 */
record KernelRoute(
    IpPrefix destination,
    Kind kind,
    int device,
    Optional<InetAddress> gateway,
    Optional<InetAddress> source,
    int metric,
    int protocol) {
  /**
   * The number in the kernel's rtm_protocol by which our routes are known, on screens as {@code
   * proto 203}. It is free in the kernel's list and in those of the well-known routing daemons.
   */
  static final int OURS = 203;

  KernelRoute {
    destination = destination.network();
  }

  /** What happens to packets. The numbers are the kernel's (rtm_type). */
  enum Kind {
    UNICAST(1),
    LOCAL(2),
    UNREACHABLE(7),
    OTHER(0);

    final int number;

    Kind(int number) {
      this.number = number;
    }

    static Kind of(int number) {
      for (Kind kind : values()) {
        if (kind.number == number) {
          return kind;
        }
      }
      return OTHER;
    }
  }

  boolean isOurs() {
    return protocol == OURS;
  }

  boolean isIpv6() {
    return destination.isIpv6();
  }

  @Override
  public String toString() {
    return (kind == Kind.UNICAST ? "" : kind.name().toLowerCase(java.util.Locale.ROOT) + " ")
        + destination
        + gateway.map(address -> " via " + address.getHostAddress()).orElse("")
        + (device == 0 ? "" : " through device " + device)
        + (metric == 0 ? "" : " metric " + metric);
  }
}
