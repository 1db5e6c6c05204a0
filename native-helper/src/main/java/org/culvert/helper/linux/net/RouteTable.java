package org.culvert.helper.linux.net;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.culvert.core.plan.IpPrefix;
import org.culvert.helper.linux.netlink.NetlinkAttributes;
import org.culvert.helper.linux.netlink.NetlinkConversation;
import org.culvert.helper.linux.netlink.NetlinkException;
import org.culvert.helper.linux.netlink.NetlinkMessage;
import org.culvert.helper.linux.netlink.NetlinkRequest;
import org.culvert.helper.linux.sys.Errno;

/**
 * The kernel's main routing table.
 *
 * <pre>
 * rtmsg      0 family u8   1 destination length u8   2 source length u8   3 tos u8
 *            4 table u8    5 protocol u8             6 scope u8           7 type u8    8 flags u32
 * rtnexthop  0 length u16  2 flags u8   3 hops u8    4 device s32         8 attributes
 * </pre>
 */
final class RouteTable {
  private static final int NEW_ROUTE = 24;
  private static final int DELETE_ROUTE = 25;
  private static final int GET_ROUTE = 26;

  private static final int AF_INET = 2;
  private static final int AF_INET6 = 10;
  private static final int MAIN = 254;
  private static final int SCOPE_UNIVERSE = 0;
  private static final int SCOPE_LINK = 253;

  private static final int FIELDS = 12;
  private static final int RTA_DST = 1;
  private static final int RTA_OIF = 4;
  private static final int RTA_GATEWAY = 5;
  private static final int RTA_PRIORITY = 6;
  private static final int RTA_PREFSRC = 7;
  private static final int RTA_MULTIPATH = 9;
  private static final int RTA_TABLE = 15;
  private static final int RTA_VIA = 18;
  private static final int NEXT_HOP_FIELDS = 8;

  /** The gateway is on the device's link, whatever other routes say. */
  private static final int ON_LINK = 4;

  /** Answer with the table's row and not with the way that a packet would take. */
  private static final int FIB_MATCH = 0x2000;

  private final NetlinkConversation conversation;

  RouteTable(NetlinkConversation conversation) {
    this.conversation = conversation;
  }

  /** All routes of the main table, IPv4 and IPv6. */
  List<KernelRoute> all() throws IOException {
    List<KernelRoute> routes = new ArrayList<>(all(AF_INET));
    routes.addAll(all(AF_INET6));
    return routes;
  }

  private List<KernelRoute> all(int family) throws IOException {
    NetlinkRequest request =
        new NetlinkRequest(GET_ROUTE, NetlinkRequest.DUMP)
            .u8(family)
            .u8(0)
            .u8(0)
            .u8(0)
            .u8(MAIN)
            .u8(0)
            .u8(0)
            .u8(0)
            .u32(0)
            .attribute(RTA_TABLE, MAIN);
    try {
      List<KernelRoute> routes = new ArrayList<>();
      for (NetlinkMessage message : conversation.dump(request, "list routes")) {
        if (message.type() == NEW_ROUTE
            && message.attributes(FIELDS).u32(RTA_TABLE).orElse(0) == MAIN) {
          routes.add(toRoute(message));
        }
      }
      return routes;
    } catch (NetlinkException e) {
      if (e.errno() == Errno.ENOENT
          || e.errno() == Errno.EAFNOSUPPORT
          || e.errno() == Errno.EOPNOTSUPP) {
        return List.of(); // a table without a row does not exist, nor does a family without driver
      }
      throw e;
    }
  }

  /** The way that a packet to the address would take now, all tables and rules considered. */
  Optional<KernelRoute> lookUp(InetAddress destination) throws IOException {
    return lookUp(destination, 0);
  }

  /** The row of a table that {@link #lookUp} would follow. */
  Optional<KernelRoute> match(InetAddress destination) throws IOException {
    return lookUp(destination, FIB_MATCH);
  }

  private Optional<KernelRoute> lookUp(InetAddress destination, int flags) throws IOException {
    NetlinkRequest request =
        new NetlinkRequest(GET_ROUTE, NetlinkRequest.ACK)
            .u8(family(destination))
            .u8(destination.getAddress().length * 8)
            .u8(0)
            .u8(0)
            .u8(0)
            .u8(0)
            .u8(0)
            .u8(0)
            .u32(flags)
            .attribute(RTA_DST, destination);
    try {
      return conversation
          .ask(request, "look up the route to " + destination.getHostAddress())
          .stream()
          .filter(message -> message.type() == NEW_ROUTE)
          .map(RouteTable::toRoute)
          .findFirst();
    } catch (NetlinkException e) {
      if (e.errno() == Errno.ENETUNREACH || e.errno() == Errno.EHOSTUNREACH) {
        return Optional.empty();
      }
      throw e;
    }
  }

  static KernelRoute toRoute(NetlinkMessage message) {
    ByteBuffer body = message.body();
    NetlinkAttributes attributes = message.attributes(FIELDS);
    KernelRoute.Kind kind = KernelRoute.Kind.of(Byte.toUnsignedInt(body.get(7)));
    boolean ipv6 = body.get(0) == AF_INET6;
    int device = attributes.u32(RTA_OIF).orElse(0);
    Optional<InetAddress> gateway = gateway(attributes);
    Optional<ByteBuffer> hops = attributes.buffer(RTA_MULTIPATH);
    if (hops.isPresent() && hops.get().remaining() >= NEXT_HOP_FIELDS) {
      // Of several ways the first stands for all: it is as good as any for a host route.
      ByteBuffer hop = hops.get();
      int length = Math.min(Short.toUnsignedInt(hop.getShort(0)), hop.remaining());
      device = hop.getInt(4);
      gateway =
          gateway(
              NetlinkAttributes.read(
                  hop.slice(NEXT_HOP_FIELDS, Math.max(0, length - NEXT_HOP_FIELDS))
                      .order(ByteOrder.nativeOrder())));
    }
    return new KernelRoute(
        new IpPrefix(
            attributes.address(RTA_DST).orElseGet(() -> unspecified(ipv6)),
            Byte.toUnsignedInt(body.get(1))),
        kind,
        // IPv6 shows its unreachable routes with the loopback device.
        kind == KernelRoute.Kind.UNREACHABLE ? 0 : device,
        gateway,
        attributes.address(RTA_PREFSRC),
        attributes.u32(RTA_PRIORITY).orElse(0),
        Byte.toUnsignedInt(body.get(5)));
  }

  private static Optional<InetAddress> gateway(NetlinkAttributes attributes) {
    return attributes.address(RTA_GATEWAY).or(() -> attributes.addressWithFamily(RTA_VIA));
  }

  private static InetAddress unspecified(boolean ipv6) {
    try {
      return InetAddress.getByAddress(new byte[ipv6 ? 16 : 4]);
    } catch (UnknownHostException e) {
      throw new AssertionError("4 or 16 bytes", e);
    }
  }

  /**
   * Adds a route, in front of others with the same destination and metric (IPv4; IPv6 appends).
   * Does nothing when exactly this one is there.
   */
  void add(KernelRoute route) throws IOException {
    try {
      conversation.execute(
          request(NEW_ROUTE, NetlinkRequest.ACK | NetlinkRequest.CREATE, route),
          "add route " + route);
    } catch (NetlinkException e) {
      if (e.errno() != Errno.EEXIST) {
        throw e;
      }
    }
  }

  /** Removes exactly this route. Returns whether it was there. */
  boolean remove(KernelRoute route) throws IOException {
    try {
      conversation.execute(
          request(DELETE_ROUTE, NetlinkRequest.ACK, route), "remove route " + route);
      return true;
    } catch (NetlinkException e) {
      if (e.errno() == Errno.ESRCH || e.errno() == Errno.ENODEV) {
        return false;
      }
      throw e;
    }
  }

  static NetlinkRequest request(int type, int flags, KernelRoute route) {
    boolean direct = route.gateway().isEmpty() && route.kind() == KernelRoute.Kind.UNICAST;
    int scope = direct && !route.isIpv6() ? SCOPE_LINK : SCOPE_UNIVERSE;
    // The gateway comes from a route that works, so it is on that link, even when the tunnel's
    // routes cover its address by now.
    NetlinkRequest request =
        new NetlinkRequest(type, flags)
            .u8(route.isIpv6() ? AF_INET6 : AF_INET)
            .u8(route.destination().length())
            .u8(0)
            .u8(0)
            .u8(MAIN)
            .u8(route.protocol())
            .u8(scope)
            .u8(route.kind().number)
            .u32(route.gateway().isPresent() ? ON_LINK : 0)
            .attribute(RTA_DST, route.destination().address());
    if (route.device() != 0) {
      request.attribute(RTA_OIF, route.device());
    }
    route.gateway().ifPresent(gateway -> addGateway(request, route, gateway));
    route.source().ifPresent(source -> request.attribute(RTA_PREFSRC, source));
    if (route.metric() != 0) {
      request.attribute(RTA_PRIORITY, route.metric());
    }
    return request;
  }

  private static void addGateway(NetlinkRequest request, KernelRoute route, InetAddress gateway) {
    if (family(gateway) == (route.isIpv6() ? AF_INET6 : AF_INET)) {
      request.attribute(RTA_GATEWAY, gateway);
      return;
    }
    byte[] address = gateway.getAddress();
    ByteBuffer via = ByteBuffer.allocate(2 + address.length).order(ByteOrder.nativeOrder());
    via.putShort((short) family(gateway)).put(address);
    request.attribute(RTA_VIA, via.array());
  }

  private static int family(InetAddress address) {
    return address instanceof Inet6Address ? AF_INET6 : AF_INET;
  }
}
