package org.culvert.helper.linux.net;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
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
import org.culvert.helper.linux.sys.NetlinkSocket;

/**
 * Links, addresses and the main routing table of the namespace that it was opened in, as values.
 * Layouts: rtnetlink(7).
 *
 * <pre>
 * ifinfomsg 0 family u8, padding   2 device type u16   4 index s32   8 flags u32   12 change u32
 * ifaddrmsg 0 family u8   1 prefix length u8   2 flags u8   3 scope u8   4 index u32
 * </pre>
 */
public final class Rtnetlink implements AutoCloseable {
  private static final int NEW_LINK = 16;
  private static final int GET_LINK = 18;
  private static final int NEW_ADDRESS = 20;
  private static final int DELETE_ADDRESS = 21;
  private static final int GET_ADDRESS = 22;

  private static final int AF_INET = 2;
  private static final int AF_INET6 = 10;

  private static final int LINK_FIELDS = 16;
  private static final int LINK_UP = 1;
  private static final int IFLA_IFNAME = 3;
  private static final int IFLA_MTU = 4;
  private static final int IFLA_TXQLEN = 13;
  private static final int IFLA_AF_SPEC = 26;
  private static final int IFLA_INET6_CONF = 2;
  private static final int IFLA_INET6_ADDR_GEN_MODE = 8;
  private static final byte ADDR_GEN_NONE = 1;

  /** The place of disable_ipv6 in the array of IFLA_INET6_CONF. */
  private static final int DEVCONF_DISABLE_IPV6 = 26;

  private static final int ADDRESS_FIELDS = 8;
  private static final int IFA_ADDRESS = 1;
  private static final int IFA_LOCAL = 2;
  private static final int IFA_F_NODAD = 2;

  private final NetlinkConversation conversation;
  private final RouteTable routes;

  private Rtnetlink(NetlinkConversation conversation) {
    this.conversation = conversation;
    this.routes = new RouteTable(conversation);
  }

  /** Opens it for the network namespace of the calling thread. */
  public static Rtnetlink open() throws IOException {
    return new Rtnetlink(new NetlinkConversation(NetlinkSocket.open(NetlinkSocket.ROUTE)));
  }

  /** The main routing table. */
  RouteTable routes() {
    return routes;
  }

  /** The device of that name. */
  Optional<Link> link(String name) throws IOException {
    NetlinkRequest request =
        linkRequest(GET_LINK, NetlinkRequest.ACK, 0, 0, 0).attribute(IFLA_IFNAME, name);
    try {
      return conversation.ask(request, "look up device " + name).stream()
          .filter(message -> message.type() == NEW_LINK)
          .map(Rtnetlink::toLink)
          .findFirst();
    } catch (NetlinkException e) {
      if (e.errno() == Errno.ENODEV) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** All devices. */
  List<Link> links() throws IOException {
    return conversation
        .dump(linkRequest(GET_LINK, NetlinkRequest.DUMP, 0, 0, 0), "list devices")
        .stream()
        .filter(message -> message.type() == NEW_LINK)
        .map(Rtnetlink::toLink)
        .toList();
  }

  private static Link toLink(NetlinkMessage message) {
    NetlinkAttributes attributes = message.attributes(LINK_FIELDS);
    return new Link(
        message.body().getInt(4),
        attributes.text(IFLA_IFNAME).orElse("?"),
        attributes.u32(IFLA_MTU).orElse(0),
        (message.body().getInt(8) & LINK_UP) != 0,
        attributes.u32(IFLA_TXQLEN).orElse(0),
        attributes
            .nested(IFLA_AF_SPEC)
            .flatMap(families -> families.nested(AF_INET6))
            .flatMap(ipv6 -> ipv6.buffer(IFLA_INET6_CONF))
            .filter(settings -> settings.remaining() >= 4 * (DEVCONF_DISABLE_IPV6 + 1))
            .filter(settings -> settings.getInt(4 * DEVCONF_DISABLE_IPV6) == 0)
            .isPresent());
  }

  /** Sets MTU and queue length of a device. */
  void configure(Link link, int mtu, int queueLength) throws IOException {
    conversation.execute(
        linkRequest(NEW_LINK, NetlinkRequest.ACK, link.index(), 0, 0)
            .attribute(IFLA_MTU, mtu)
            .attribute(IFLA_TXQLEN, queueLength),
        "set the MTU of " + link.name() + " to " + mtu);
  }

  /**
   * Keeps the kernel from giving the device a link-local address of its own when it comes up; it
   * would announce that through the tunnel.
   */
  void withoutLinkLocalAddress(Link link) throws IOException {
    conversation.execute(
        linkRequest(NEW_LINK, NetlinkRequest.ACK, link.index(), 0, 0)
            .beginNest(IFLA_AF_SPEC)
            .beginNest(AF_INET6)
            .attribute(IFLA_INET6_ADDR_GEN_MODE, new byte[] {ADDR_GEN_NONE})
            .endNest()
            .endNest(),
        "switch off automatic addresses of " + link.name());
  }

  /** Switches a device on or off. */
  void setUp(Link link, boolean up) throws IOException {
    conversation.execute(
        linkRequest(NEW_LINK, NetlinkRequest.ACK, link.index(), up ? LINK_UP : 0, LINK_UP),
        "switch " + link.name() + (up ? " on" : " off"));
  }

  /** Switches the namespace's loopback device on. */
  public void bringLoopbackUp() throws IOException {
    setUp(link("lo").orElseThrow(() -> new IOException("there is no loopback device")), true);
  }

  private static NetlinkRequest linkRequest(
      int type, int flags, int index, int linkFlags, int change) {
    return new NetlinkRequest(type, flags).u16(0).u16(0).u32(index).u32(linkFlags).u32(change);
  }

  /** The addresses of a device, the automatic ones too. */
  List<LinkAddress> addresses(Link link) throws IOException {
    NetlinkRequest request =
        new NetlinkRequest(GET_ADDRESS, NetlinkRequest.DUMP)
            .u8(0)
            .u8(0)
            .u8(0)
            .u8(0)
            .u32(link.index());
    List<LinkAddress> addresses = new ArrayList<>();
    for (NetlinkMessage message : conversation.dump(request, "list addresses of " + link.name())) {
      if (message.type() == NEW_ADDRESS && message.body().getInt(4) == link.index()) {
        toAddress(message).ifPresent(addresses::add);
      }
    }
    return addresses;
  }

  private static Optional<LinkAddress> toAddress(NetlinkMessage message) {
    ByteBuffer body = message.body();
    NetlinkAttributes attributes = message.attributes(ADDRESS_FIELDS);
    Optional<InetAddress> far = attributes.address(IFA_ADDRESS);
    Optional<InetAddress> local = attributes.address(IFA_LOCAL).or(() -> far);
    return local.map(
        address ->
            new LinkAddress(
                new IpPrefix(address, Byte.toUnsignedInt(body.get(1))),
                far.filter(other -> !other.equals(address))));
  }

  /** Adds an address. Does nothing when it is there. */
  void add(Link link, LinkAddress address) throws IOException {
    try {
      conversation.execute(
          addressRequest(
              NEW_ADDRESS,
              NetlinkRequest.ACK | NetlinkRequest.CREATE | NetlinkRequest.EXCLUSIVE,
              link,
              address),
          "add address " + address + " to " + link.name());
    } catch (NetlinkException e) {
      if (e.errno() != Errno.EEXIST) {
        throw e;
      }
    }
  }

  /** Removes an address. Does nothing when it is not there. */
  void remove(Link link, LinkAddress address) throws IOException {
    try {
      conversation.execute(
          addressRequest(DELETE_ADDRESS, NetlinkRequest.ACK, link, address),
          "remove address " + address + " from " + link.name());
    } catch (NetlinkException e) {
      switch (e.errno()) {
        case Errno.EADDRNOTAVAIL, Errno.ENODEV -> {}
        case Errno.ENXIO -> {} // the device's IPv6 was switched off, and its addresses with it
        default -> throw e;
      }
    }
  }

  private static NetlinkRequest addressRequest(
      int type, int flags, Link link, LinkAddress address) {
    boolean ipv6 = address.prefix().isIpv6();
    InetAddress local = address.prefix().address();
    // Nobody else has an address inside a tunnel, so the kernel need not ask around for doubles.
    return new NetlinkRequest(type, flags)
        .u8(ipv6 ? AF_INET6 : AF_INET)
        .u8(address.prefix().length())
        .u8(ipv6 ? IFA_F_NODAD : 0)
        .u8(0)
        .u32(link.index())
        .attribute(IFA_LOCAL, local)
        .attribute(IFA_ADDRESS, address.peer().orElse(local));
  }

  @Override
  public void close() {
    conversation.close();
  }
}
