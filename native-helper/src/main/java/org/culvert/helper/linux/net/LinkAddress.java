package org.culvert.helper.linux.net;

import java.net.InetAddress;
import java.util.Optional;
import org.culvert.core.plan.IpPrefix;

/**
 * An address of a device.
 *
 * @param prefix the machine's own address with the prefix length (of the peer's, if there is one)
 * @param peer the far end of a point-to-point address
 */
record LinkAddress(IpPrefix prefix, Optional<InetAddress> peer) {
  @Override
  public String toString() {
    return prefix + peer.map(address -> " peer " + address.getHostAddress()).orElse("");
  }
}
