package org.culvert.helper.linux.net;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.culvert.core.plan.TunnelPlan;
import org.culvert.helper.host.DeviceGoneException;

/**
 * A device's own settings: MTU, queue, addresses, and that it is on.
 *
 * @param done takes a text for each change
 */
record DeviceSetup(Rtnetlink kernel, DeviceState state, List<String> done) {
  /**
   * Packets that may wait for our reader: twice the kernel's own choice, some ms of a fast flow.
   */
  private static final int USUAL_QUEUE = 1000;

  /** Returns the device as it is then. */
  Link switchOn(Link link, TunnelPlan plan) throws IOException {
    int mtu = plan.mtu();
    int queue = plan.queueLength().orElse(USUAL_QUEUE);
    Link ready = link;
    if (link.mtu() != mtu || link.queueLength() != queue) {
      kernel.configure(link, mtu, queue);
      done.add("the MTU of " + link.name());
      if (!link.ipv6()) {
        // The kernel switches IPv6 on again where a larger MTU allows it.
        ready = kernel.link(link.name()).orElseThrow(() -> new DeviceGoneException(link.name()));
      }
    }
    if (!link.up()) {
      // With less the kernel has switched it off.
      if (ready.ipv6() && mtu >= TunnelPlan.LEAST_IPV6_MTU) {
        kernel.withoutLinkLocalAddress(ready);
      }
      kernel.setUp(ready, true);
      done.add("device " + link.name() + ", which was off");
    }
    return ready;
  }

  /**
   * Old addresses go first: a new one in the same net would be the old one's dependant and vanish
   * with it. But with a device's last IPv4 address the kernel removes all of its routes, and what
   * they caught would leave in the clear; so the new one stands in a net of its own meanwhile.
   */
  void setAddresses(Link link, List<LinkAddress> wanted) throws IOException {
    List<LinkAddress> present = kernel.addresses(link);
    List<LinkAddress> obsolete =
        state.addresses.stream().filter(old -> !wanted.contains(old)).toList();
    Optional<LinkAddress> bridge =
        obsolete.stream().allMatch(old -> old.prefix().isIpv6())
            ? Optional.empty()
            : wanted.stream()
                .map(LinkAddress::prefix)
                .filter(prefix -> !prefix.isIpv6())
                .findFirst()
                .map(prefix -> new LinkAddress(ServerWay.host(prefix.address()), Optional.empty()));
    if (bridge.isPresent()) {
      add(link, bridge.get(), present);
    }
    for (LinkAddress old : obsolete) {
      remove(link, old);
    }
    for (LinkAddress address : wanted) {
      add(link, address, present);
    }
    if (bridge.isPresent() && !wanted.contains(bridge.get())) {
      remove(link, bridge.get());
    }
  }

  private void add(Link link, LinkAddress address, List<LinkAddress> present) throws IOException {
    state.addresses.add(address);
    if (!present.contains(address)) {
      kernel.add(link, address);
      done.add("address " + address);
    }
  }

  private void remove(Link link, LinkAddress address) throws IOException {
    kernel.remove(link, address);
    state.addresses.remove(address);
    done.add("without address " + address);
  }
}
