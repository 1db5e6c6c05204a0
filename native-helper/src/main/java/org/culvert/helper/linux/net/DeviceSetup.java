package org.culvert.helper.linux.net;

import java.io.IOException;
import java.util.List;
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
  private static final int QUEUE_LENGTH = 1000;

  /** Returns the device as it is then. */
  Link switchOn(Link link, int mtu) throws IOException {
    Link ready = link;
    if (link.mtu() != mtu || link.queueLength() != QUEUE_LENGTH) {
      kernel.configure(link, mtu, QUEUE_LENGTH);
      done.add("the MTU of " + link.name());
      if (!link.ipv6()) {
        // The kernel switches IPv6 on again where a larger MTU allows it.
        ready = kernel.link(link.name()).orElseThrow(() -> new DeviceGoneException(link.name()));
      }
    }
    if (!link.up()) {
      if (ready.ipv6()) {
        kernel.withoutLinkLocalAddress(ready);
      }
      kernel.setUp(ready, true);
      done.add("device " + link.name() + ", which was off");
    }
    return ready;
  }

  /**
   * Old addresses go first: a new one in the same net would be the old one's dependant and vanish
   * with it. Routes that go with an address are put back by the comparison that follows.
   */
  void setAddresses(Link link, List<LinkAddress> wanted) throws IOException {
    List<LinkAddress> present = kernel.addresses(link);
    for (LinkAddress old : List.copyOf(state.addresses)) {
      if (!wanted.contains(old)) {
        kernel.remove(link, old);
        state.addresses.remove(old);
        done.add("without address " + old);
      }
    }
    for (LinkAddress address : wanted) {
      state.addresses.add(address);
      if (!present.contains(address)) {
        kernel.add(link, address);
        done.add("address " + address);
      }
    }
  }
}
