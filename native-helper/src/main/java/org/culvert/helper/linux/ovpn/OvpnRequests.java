package org.culvert.helper.linux.ovpn;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Set;
import org.culvert.core.keys.DataKeys;
import org.culvert.helper.linux.netlink.GenericFamilies;
import org.culvert.helper.linux.netlink.NetlinkRequest;
import org.culvert.helper.path.KernelSocket;
import org.culvert.helper.path.kernel.KeySlot;

/**
 * What the driver can be asked for (kernel reference 3 to 6). An attribute that a command does not
 * know makes the kernel refuse it, so each has just what it needs.
 *
 * @param family the type of its messages
 */
record OvpnRequests(int family) {
  private static final int NEW_LINK = 16;
  private static final int DELETE_LINK = 17;
  private static final int IFLA_IFNAME = 3;
  private static final int IFLA_LINKINFO = 18;
  private static final int IFLA_INFO_KIND = 1;
  private static final int IFLA_INFO_DATA = 2;
  private static final int IFLA_OVPN_MODE = 1;
  private static final byte MODE_P2P = 0;

  /** The kind of its devices, and the name of its family. */
  static final String NAME = "ovpn";

  private static final int PEER_NEW = 1;
  private static final int PEER_SET = 2;
  private static final int PEER_GET = 3;
  private static final int PEER_DELETE = 4;
  private static final int KEY_NEW = 6;
  private static final int KEY_GET = 7;
  private static final int KEY_SWAP = 8;
  private static final int KEY_DELETE = 10;

  /** Those that we need. */
  static final Set<Integer> COMMANDS =
      Set.of(PEER_NEW, PEER_SET, PEER_GET, PEER_DELETE, KEY_NEW, KEY_GET, KEY_SWAP, KEY_DELETE);

  static final int IFINDEX = 1;
  static final int PEER = 2;
  static final int KEYCONF = 3;

  static final int PEER_ID = 1;
  static final int REMOTE_IPV4 = 2;
  static final int REMOTE_IPV6 = 3;
  static final int REMOTE_SCOPE = 4;
  static final int REMOTE_PORT = 5;
  private static final int SOCKET = 6;
  private static final int KEEPALIVE_INTERVAL = 13;
  private static final int KEEPALIVE_TIMEOUT = 14;

  static final int KEY_PEER_ID = 1;
  private static final int KEY_SLOT = 2;
  static final int KEY_ID = 3;
  private static final int KEY_CIPHER = 4;
  private static final int ENCRYPT = 5;
  private static final int DECRYPT = 6;
  private static final int CIPHER_KEY = 1;
  private static final int NONCE_TAIL = 2;
  private static final int AES_GCM = 1;
  private static final int CHACHA20_POLY1305 = 2;

  /** Makes a device for one peer, down; refused when name or number are taken. */
  static NetlinkRequest newLink(String name, int index) {
    return link(
            NEW_LINK, NetlinkRequest.ACK | NetlinkRequest.CREATE | NetlinkRequest.EXCLUSIVE, index)
        .attribute(IFLA_IFNAME, name)
        .beginNest(IFLA_LINKINFO)
        .attribute(IFLA_INFO_KIND, NAME)
        .beginNest(IFLA_INFO_DATA)
        .attribute(IFLA_OVPN_MODE, new byte[] {MODE_P2P})
        .endNest()
        .endNest();
  }

  static NetlinkRequest deleteLink(int index) {
    return link(DELETE_LINK, NetlinkRequest.ACK, index);
  }

  private static NetlinkRequest link(int type, int flags, int index) {
    return new NetlinkRequest(type, flags).u16(0).u16(0).u32(index).u32(0).u32(0);
  }

  private NetlinkRequest command(int command, int device) {
    return GenericFamilies.message(family, NetlinkRequest.ACK, command).attribute(IFINDEX, device);
  }

  private NetlinkRequest peerCommand(int command, int device, int peer) {
    return command(command, device).beginNest(PEER).attribute(PEER_ID, peer);
  }

  NetlinkRequest newPeer(int device, int peer, KernelSocket socket) {
    NetlinkRequest request =
        peerCommand(PEER_NEW, device, peer).attribute(SOCKET, socket.descriptor());
    if (!socket.tcp()) {
      remote(request, socket.remote());
    }
    return request.endNest();
  }

  private static void remote(NetlinkRequest request, InetSocketAddress remote) {
    if (remote.getAddress() instanceof Inet6Address ipv6) {
      request.attribute(REMOTE_IPV6, ipv6);
      if (ipv6.getScopeId() != 0) {
        request.attribute(REMOTE_SCOPE, ipv6.getScopeId());
      }
    } else {
      request.attribute(REMOTE_IPV4, remote.getAddress());
    }
    request.port(REMOTE_PORT, remote.getPort());
  }

  NetlinkRequest movePeer(int device, int peer, InetSocketAddress to) {
    NetlinkRequest request = peerCommand(PEER_SET, device, peer);
    remote(request, to);
    return request.endNest();
  }

  NetlinkRequest keepalive(int device, int peer, int interval, int timeout) {
    return peerCommand(PEER_SET, device, peer)
        .attribute(KEEPALIVE_INTERVAL, interval)
        .attribute(KEEPALIVE_TIMEOUT, timeout)
        .endNest();
  }

  NetlinkRequest getPeer(int device, int peer) {
    return peerCommand(PEER_GET, device, peer).endNest();
  }

  /** All peers of a device; the only command that is harmless and needs the privilege. */
  NetlinkRequest listPeers(int device) {
    return GenericFamilies.message(family, NetlinkRequest.DUMP, PEER_GET)
        .attribute(IFINDEX, device);
  }

  NetlinkRequest deletePeer(int device, int peer) {
    return peerCommand(PEER_DELETE, device, peer).endNest();
  }

  private NetlinkRequest keyCommand(int command, int device, int peer) {
    return command(command, device).beginNest(KEYCONF).attribute(KEY_PEER_ID, peer);
  }

  /** Holds the keys until it is {@link NetlinkRequest#wipe wiped}. */
  NetlinkRequest newKey(int device, int peer, KeySlot slot, DataKeys keys) {
    NetlinkRequest request =
        keyCommand(KEY_NEW, device, peer)
            .attribute(KEY_SLOT, number(slot))
            .attribute(KEY_ID, keys.keyId())
            .attribute(KEY_CIPHER, keys.format().cipher().isGcm() ? AES_GCM : CHACHA20_POLY1305);
    direction(request, ENCRYPT, keys.sendKey(), keys.sendHmacPart());
    direction(request, DECRYPT, keys.receiveKey(), keys.receiveHmacPart());
    return request.endNest();
  }

  /** Wipes both. */
  private static void direction(NetlinkRequest request, int type, byte[] key, byte[] nonceTail) {
    request.beginNest(type).attribute(CIPHER_KEY, key).attribute(NONCE_TAIL, nonceTail).endNest();
    Arrays.fill(key, (byte) 0);
    Arrays.fill(nonceTail, (byte) 0);
  }

  NetlinkRequest getKey(int device, int peer, KeySlot slot) {
    return keyCommand(KEY_GET, device, peer).attribute(KEY_SLOT, number(slot)).endNest();
  }

  NetlinkRequest swapKeys(int device, int peer) {
    return keyCommand(KEY_SWAP, device, peer).endNest();
  }

  NetlinkRequest deleteKey(int device, int peer, KeySlot slot) {
    return keyCommand(KEY_DELETE, device, peer).attribute(KEY_SLOT, number(slot)).endNest();
  }

  private static int number(KeySlot slot) {
    return switch (slot) {
      case PRIMARY -> 0;
      case SECONDARY -> 1;
    };
  }
}
