package org.culvert.helper.linux.netlink;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The attributes of a message by their type. Of two with one type the last counts. */
public final class NetlinkAttributes {
  private static final int HEADER = 4;

  /** Without the bits that say "nested" and "network order". */
  private static final int TYPE_MASK = 0x3fff;

  private final Map<Integer, ByteBuffer> values;

  private NetlinkAttributes(Map<Integer, ByteBuffer> values) {
    this.values = values;
  }

  /** Reads them from the buffer's position to its limit; stops at one that does not fit. */
  public static NetlinkAttributes read(ByteBuffer source) {
    Map<Integer, ByteBuffer> values = new HashMap<>();
    ByteBuffer rest = source.slice().order(source.order());
    while (rest.remaining() >= HEADER) {
      int start = rest.position();
      int length = Short.toUnsignedInt(rest.getShort(start));
      int type = rest.getShort(start + 2) & TYPE_MASK;
      if (length < HEADER || length > rest.remaining()) {
        break;
      }
      values.put(type, rest.slice(start + HEADER, length - HEADER).order(source.order()));
      rest.position(Math.min(rest.limit(), start + ((length + 3) & ~3)));
    }
    return new NetlinkAttributes(values);
  }

  /** Four bytes. */
  public OptionalInt u32(int type) {
    ByteBuffer value = values.get(type);
    return value == null || value.remaining() < 4
        ? OptionalInt.empty()
        : OptionalInt.of(value.getInt(0));
  }

  /** Two bytes. */
  public OptionalInt u16(int type) {
    ByteBuffer value = values.get(type);
    return value == null || value.remaining() < 2
        ? OptionalInt.empty()
        : OptionalInt.of(Short.toUnsignedInt(value.getShort(0)));
  }

  /** A number of four or eight bytes, whichever it needs. */
  public OptionalLong uint(int type) {
    ByteBuffer value = values.get(type);
    if (value == null || value.remaining() < 4) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(
        value.remaining() >= 8
            ? value.getLong(value.position())
            : Integer.toUnsignedLong(value.getInt(value.position())));
  }

  /** A number of two or four bytes. */
  public OptionalInt small(int type) {
    ByteBuffer value = values.get(type);
    return value != null && value.remaining() >= 4 ? u32(type) : u16(type);
  }

  /** Two bytes in network order. */
  public OptionalInt port(int type) {
    OptionalInt value = u16(type);
    return value.isPresent()
        ? OptionalInt.of(Short.toUnsignedInt(networkOrder((short) value.getAsInt())))
        : value;
  }

  private static short networkOrder(short value) {
    return ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? Short.reverseBytes(value) : value;
  }

  /** A text, up to its zero. */
  public Optional<String> text(int type) {
    return bytes(type)
        .map(
            value -> {
              int length = 0;
              while (length < value.length && value[length] != 0) {
                length++;
              }
              return new String(value, 0, length, StandardCharsets.UTF_8);
            });
  }

  /** An address of either family. */
  public Optional<InetAddress> address(int type) {
    return bytes(type).flatMap(NetlinkAttributes::toAddress);
  }

  /** An address behind its two bytes of family, as in RTA_VIA. */
  public Optional<InetAddress> addressWithFamily(int type) {
    return bytes(type)
        .filter(value -> value.length > 2)
        .flatMap(value -> toAddress(java.util.Arrays.copyOfRange(value, 2, value.length)));
  }

  private static Optional<InetAddress> toAddress(byte[] value) {
    try {
      return Optional.of(InetAddress.getByAddress(value));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** A copy of its bytes. */
  public Optional<byte[]> bytes(int type) {
    return buffer(type)
        .map(
            value -> {
              byte[] copy = new byte[value.remaining()];
              value.get(value.position(), copy);
              return copy;
            });
  }

  /** The attributes in it. */
  public Optional<NetlinkAttributes> nested(int type) {
    return buffer(type).map(NetlinkAttributes::read);
  }

  /** A view of its bytes, in the machine's order. */
  public Optional<ByteBuffer> buffer(int type) {
    return Optional.ofNullable(values.get(type))
        .map(value -> value.duplicate().order(ByteOrder.nativeOrder()));
  }
}
