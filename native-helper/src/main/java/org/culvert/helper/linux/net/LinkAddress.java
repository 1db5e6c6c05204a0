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
  /** What the address alone leads into the device: the net around it, or the far end. */
  IpPrefix reaches() {
    return peer.map(address -> new IpPrefix(address, prefix.length())).orElse(prefix);
  }

  @Override
  public String toString() {
    return prefix + peer.map(address -> " peer " + address.getHostAddress()).orElse("");
  }
}
