package org.culvert.core.plan;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.OptionalInt;
import org.culvert.core.push.Decimal;

/**
 * Address literals, strictly: no names, no short or octal forms, no scopes, no mapped addresses.
 */
final class AddressText {
  private static final int MAX_IPV6_LENGTH = 45;

  private AddressText() {}

  /** An address of either family. */
  static Optional<InetAddress> address(String text) {
    Optional<InetAddress> ipv4 = ipv4(text);
    return ipv4.isPresent() ? ipv4 : ipv6(text);
  }

  /** Four decimal numbers. */
  static Optional<InetAddress> ipv4(String text) {
    byte[] bytes = new byte[4];
    int start = 0;
    for (int i = 0; i < 4; i++) {
      int dot = i < 3 ? text.indexOf('.', start) : text.length();
      if (dot < 0) {
        return Optional.empty();
      }
      String part = text.substring(start, dot);
      OptionalInt value = Decimal.parse(part, 255);
      // A leading zero means octal to some readers and nothing to others.
      if (value.isEmpty() || (part.length() > 1 && part.startsWith("0"))) {
        return Optional.empty();
      }
      bytes[i] = (byte) value.getAsInt();
      start = dot + 1;
    }
    return Optional.of(ofBytes(bytes));
  }

  /** The text forms of RFC 4291, 2.2. */
  static Optional<InetAddress> ipv6(String text) {
    if (text.length() > MAX_IPV6_LENGTH
        || text.indexOf(':') < 0
        || !text.chars().allMatch(c -> c == ':' || c == '.' || isHex(c))) {
      return Optional.empty();
    }
    try {
      // Of a mapped address the JDK makes one of IPv4.
      return InetAddress.ofLiteral(text) instanceof Inet6Address address
          ? Optional.of(ofBytes(address.getAddress()))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** {@code address/bits} of IPv6; host bits may be set. */
  static Optional<IpPrefix> ipv6Prefix(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return ipv6(text).map(address -> new IpPrefix(address, 128));
    }
    OptionalInt bits = Decimal.parse(text.substring(slash + 1), 128);
    return bits.isEmpty()
        ? Optional.empty()
        : ipv6(text.substring(0, slash)).map(a -> new IpPrefix(a, bits.getAsInt()));
  }

  /** The number of leading ones of a netmask, if all its ones are leading. */
  static OptionalInt maskLength(String text) {
    Optional<InetAddress> mask = ipv4(text);
    if (mask.isEmpty()) {
      return OptionalInt.empty();
    }
    int bits = 0;
    for (byte b : mask.get().getAddress()) {
      bits = bits << 8 | (b & 0xff);
    }
    int length = Integer.numberOfLeadingZeros(~bits);
    return length == Integer.bitCount(bits) ? OptionalInt.of(length) : OptionalInt.empty();
  }

  /** The prefix that holds just the address. */
  static IpPrefix host(InetAddress address) {
    return new IpPrefix(address, address instanceof Inet4Address ? 32 : 128);
  }

  private static boolean isHex(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  private static InetAddress ofBytes(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new AssertionError("an address of " + bytes.length + " bytes", e);
    }
  }
}
