package org.culvert.helper.linux.ovpn;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.OptionalInt;
import org.culvert.helper.linux.netlink.GenericFamilies;
import org.culvert.helper.linux.netlink.NetlinkAttributes;
import org.culvert.helper.linux.netlink.NetlinkMessage;
import org.culvert.helper.path.kernel.KernelNotice;
import org.culvert.helper.path.kernel.KernelStats;

/** What the driver answers and tells (kernel reference 6.3, 6.6 and 10). */
final class OvpnReplies {
  private static final int PEER_DELETED = 5;
  private static final int KEY_DEAD = 9;
  private static final int PEER_FLOATED = 11;

  private static final int DELETE_REASON = 15;
  private static final int VPN_RX_BYTES = 16;
  private static final int VPN_TX_BYTES = 17;
  private static final int VPN_RX_PACKETS = 18;
  private static final int VPN_TX_PACKETS = 19;
  private static final int LINK_RX_BYTES = 20;
  private static final int LINK_TX_BYTES = 21;
  private static final int LINK_RX_PACKETS = 22;
  private static final int LINK_TX_PACKETS = 23;

  private OvpnReplies() {}

  /** A peer's counters out of a reply about it; empty when it is none. */
  static Optional<KernelStats> stats(NetlinkMessage message) {
    return message
        .attributes(GenericFamilies.FIELDS)
        .nested(OvpnRequests.PEER)
        .map(
            peer ->
                new KernelStats(
                    count(peer, VPN_RX_BYTES),
                    count(peer, VPN_TX_BYTES),
                    count(peer, VPN_RX_PACKETS),
                    count(peer, VPN_TX_PACKETS),
                    count(peer, LINK_RX_BYTES),
                    count(peer, LINK_TX_BYTES),
                    count(peer, LINK_RX_PACKETS),
                    count(peer, LINK_TX_PACKETS),
                    remote(peer)));
  }

  private static long count(NetlinkAttributes peer, int type) {
    return peer.uint(type).orElse(0);
  }

  private static Optional<InetSocketAddress> remote(NetlinkAttributes peer) {
    OptionalInt port = peer.port(OvpnRequests.REMOTE_PORT);
    Optional<InetAddress> address =
        peer.address(OvpnRequests.REMOTE_IPV4)
            .or(() -> peer.address(OvpnRequests.REMOTE_IPV6).map(ipv6 -> scoped(ipv6, peer)));
    return port.isPresent()
        ? address.map(known -> new InetSocketAddress(known, port.getAsInt()))
        : Optional.empty();
  }

  private static InetAddress scoped(InetAddress address, NetlinkAttributes peer) {
    int scope = peer.u32(OvpnRequests.REMOTE_SCOPE).orElse(0);
    try {
      return scope == 0 || !(address instanceof Inet6Address)
          ? address
          : Inet6Address.getByAddress(null, address.getAddress(), scope);
    } catch (UnknownHostException e) {
      return address; // its length was right
    }
  }

  /** The id of a key out of a reply about it. */
  static OptionalInt keyId(NetlinkMessage message) {
    return message
        .attributes(GenericFamilies.FIELDS)
        .nested(OvpnRequests.KEYCONF)
        .map(key -> key.small(OvpnRequests.KEY_ID))
        .orElse(OptionalInt.empty());
  }

  /** What a notification says about a peer of a device; empty when it is about another one. */
  static Optional<KernelNotice> notice(NetlinkMessage message, int device, int peerId) {
    if (message.body().remaining() < GenericFamilies.FIELDS) {
      return Optional.empty();
    }
    NetlinkAttributes attributes = message.attributes(GenericFamilies.FIELDS);
    if (attributes.u32(OvpnRequests.IFINDEX).orElse(-1) != device) {
      return Optional.empty();
    }
    return switch (message.body().get(0)) {
      case PEER_DELETED -> peer(attributes, peerId).map(OvpnReplies::deleted);
      case PEER_FLOATED ->
          peer(attributes, peerId).flatMap(OvpnReplies::remote).map(KernelNotice.Moved::new);
      case KEY_DEAD ->
          attributes
              .nested(OvpnRequests.KEYCONF)
              .filter(key -> key.u32(OvpnRequests.KEY_PEER_ID).orElse(-1) == peerId)
              .map(key -> new KernelNotice.KeyDead(key.small(OvpnRequests.KEY_ID).orElse(-1)));
      default -> Optional.empty();
    };
  }

  private static Optional<NetlinkAttributes> peer(NetlinkAttributes attributes, int id) {
    return attributes
        .nested(OvpnRequests.PEER)
        .filter(peer -> peer.u32(OvpnRequests.PEER_ID).orElse(-1) == id);
  }

  private static KernelNotice deleted(NetlinkAttributes peer) {
    KernelNotice.Reason[] reasons = KernelNotice.Reason.values();
    int reason = peer.u32(DELETE_REASON).orElse(-1);
    // A reason of a later kernel: gone it is in any case.
    return new KernelNotice.Deleted(
        reason >= 0 && reason < reasons.length
            ? reasons[reason]
            : KernelNotice.Reason.TRANSPORT_DISCONNECT);
  }
}
