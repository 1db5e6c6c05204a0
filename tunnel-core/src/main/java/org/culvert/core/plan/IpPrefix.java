package org.culvert.core.plan;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

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
    boolean clear = true;
    for (int bit = length; bit < bytes.length * 8; bit++) {
      int mask = 0x80 >>> (bit % 8);
      clear &= (bytes[bit / 8] & mask) == 0;
      bytes[bit / 8] &= (byte) ~mask;
    }
    if (clear) {
      return this; // thousands of routes are kept
    }
    try {
      return new IpPrefix(InetAddress.getByAddress(bytes), length);
    } catch (UnknownHostException e) {
      throw new AssertionError("an address of " + bytes.length + " bytes", e);
    }
  }

  /** The two prefixes, each a bit longer, that it consists of; not for a single address. */
  public List<IpPrefix> halves() {
    byte[] upper = network().address.getAddress();
    upper[length / 8] |= (byte) (0x80 >>> (length % 8));
    try {
      return List.of(
          new IpPrefix(network().address, length + 1),
          new IpPrefix(InetAddress.getByAddress(upper), length + 1));
    } catch (UnknownHostException e) {
      throw new AssertionError("an address of " + upper.length + " bytes", e);
    }
  }

  /** Whether {@code other} lies in it. */
  public boolean contains(InetAddress other) {
    return other.getAddress().length == address.getAddress().length
        && Arrays.equals(
            new IpPrefix(other, length).network().address.getAddress(),
            network().address.getAddress());
  }

  /** For example {@code 10.8.0.0/24} or {@code fd08::1/64}. */
  @Override
  public String toString() {
    return text(address) + "/" + length;
  }

  /** An address as people write it; IPv6 in the short form of RFC 5952. */
  public static String text(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length == 4) {
      return address.getHostAddress();
    }
    int[] groups = new int[8];
    for (int i = 0; i < groups.length; i++) {
      groups[i] = (bytes[2 * i] & 0xff) << 8 | (bytes[2 * i + 1] & 0xff);
    }
    int gap = longestGap(groups);
    int gapLength = gap < 0 ? 0 : zerosFrom(groups, gap);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < groups.length; i++) {
      if (i == gap) {
        text.append("::");
        i += gapLength - 1;
        continue;
      }
      if (i > 0 && i != gap + gapLength) {
        text.append(':');
      }
      text.append(Integer.toHexString(groups[i]));
    }
    return text.toString();
  }

  // The first of the longest runs of at least two zero groups; -1 without one.
  private static int longestGap(int[] groups) {
    int best = -1;
    int bestLength = 1;
    for (int i = 0; i < groups.length; i++) {
      int length = zerosFrom(groups, i);
      if (length > bestLength) {
        best = i;
        bestLength = length;
      }
    }
    return best;
  }

  private static int zerosFrom(int[] groups, int start) {
    int end = start;
    while (end < groups.length && groups[end] == 0) {
      end++;
    }
    return end - start;
  }
}
