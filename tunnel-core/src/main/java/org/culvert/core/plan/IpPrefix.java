package org.culvert.core.plan;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** An address with a prefix length; the host bits may be set (an interface address) or not. */
public record IpPrefix(InetAddress address, int length) {
  public IpPrefix {
    if (length < 0 || length > address.getAddress().length * 8) {
      throw new IllegalArgumentException("prefix length " + length + " of " + address);
    }
  }

  /** Whether it is of IPv6. */
  public boolean isIpv6() {
    return address.getAddress().length == 16;
  }

  /** The same with all host bits cleared. */
  public IpPrefix network() {
    byte[] bytes = address.getAddress();
    for (int bit = length; bit < bytes.length * 8; bit++) {
      bytes[bit / 8] &= (byte) ~(0x80 >>> (bit % 8));
    }
    try {
      return new IpPrefix(InetAddress.getByAddress(bytes), length);
    } catch (UnknownHostException e) {
      throw new AssertionError("an address of " + bytes.length + " bytes", e);
    }
  }

  /** Whether {@code other} lies in it. */
  public boolean contains(InetAddress other) {
    return other.getAddress().length == address.getAddress().length
        && Arrays.equals(
            new IpPrefix(other, length).network().address.getAddress(),
            network().address.getAddress());
  }

  /** For example {@code 10.8.0.0/24}. */
  @Override
  public String toString() {
    return address.getHostAddress() + "/" + length;
  }
}
