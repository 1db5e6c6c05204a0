package org.culvert.helper.linux.ovpn;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.OptionalInt;
import org.culvert.core.api.PathReason;
import org.culvert.core.api.PathReasonCode;
import org.culvert.core.keys.DataCipher;
import org.culvert.core.keys.DataKeys;
import org.culvert.helper.linux.netlink.NetlinkException;
import org.culvert.helper.linux.netlink.NetlinkMessage;
import org.culvert.helper.linux.netlink.NetlinkRequest;
import org.culvert.helper.linux.sys.Errno;
import org.culvert.helper.path.KernelSocket;
import org.culvert.helper.path.kernel.KernelNotice;
import org.culvert.helper.path.kernel.KernelPeer;
import org.culvert.helper.path.kernel.KernelRefusedException;
import org.culvert.helper.path.kernel.KernelStats;
import org.culvert.helper.path.kernel.KeySlot;
import org.culvert.helper.path.kernel.PeerGoneException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one peer of a device. */
final class OvpnPeer implements KernelPeer {
  private static final Logger LOG = LoggerFactory.getLogger(OvpnPeer.class);

  private final OvpnDevice device;
  private final int id;
  private final boolean tcp;
  private final boolean ipv6;
  private boolean closed;

  OvpnPeer(OvpnDevice device, int id, KernelSocket socket) {
    this.device = device;
    this.id = id;
    this.tcp = socket.tcp();
    this.ipv6 = socket.ipv6();
  }

  private List<NetlinkMessage> ask(NetlinkRequest request, String what) throws IOException {
    ensureThere();
    try {
      return device.ask(request, what);
    } catch (NetlinkException e) {
      if (e.errno() == Errno.ENOENT || e.errno() == Errno.ENODEV) {
        throw new PeerGoneException(String.valueOf(e.getMessage()), e);
      }
      throw e;
    }
  }

  private void ensureThere() throws PeerGoneException {
    if (closed) {
      throw new PeerGoneException("the connection was taken back from the kernel");
    }
  }

  @Override
  public void keepalive(int interval, int timeout) throws IOException {
    ask(
        device.requests().keepalive(device.index(), id, interval, timeout),
        "let the kernel watch the server");
  }

  @Override
  public void install(KeySlot slot, DataKeys keys) throws IOException {
    ensureThere();
    NetlinkRequest request = device.requests().newKey(device.index(), id, slot, keys);
    try {
      device.ask(request, "give the kernel a key");
    } catch (NetlinkException e) {
      if (e.errno() == Errno.ENOENT) {
        // Either the peer is gone or the cipher's module is missing (kernel reference 6.5).
        stats();
        throw new KernelRefusedException(hasNo(keys.format().cipher()), e);
      }
      throw new KernelRefusedException(PathReason.said(String.valueOf(e.getMessage())), e);
    } finally {
      request.wipe();
    }
  }

  /** What a user is told of a cipher that the kernel has not. */
  static PathReason hasNo(DataCipher cipher) {
    return PathReason.of(PathReasonCode.CIPHER_MISSING, cipher.openVpnName());
  }

  @Override
  public OptionalInt keyIn(KeySlot slot) throws IOException {
    ensureThere();
    try {
      return device
          .ask(device.requests().getKey(device.index(), id, slot), "ask the kernel for a key's id")
          .stream()
          .findFirst()
          .map(OvpnReplies::keyId)
          .orElse(OptionalInt.empty());
    } catch (NetlinkException e) {
      if (e.errno() != Errno.ENOENT) {
        throw e;
      }
      stats(); // an empty slot and no peer are one error
      return OptionalInt.empty();
    }
  }

  @Override
  public void swap() throws IOException {
    ask(device.requests().swapKeys(device.index(), id), "let the kernel change keys");
  }

  @Override
  public void delete(KeySlot slot) throws IOException {
    ask(device.requests().deleteKey(device.index(), id, slot), "let the kernel forget a key");
  }

  @Override
  public void moveTo(InetSocketAddress remote) throws IOException {
    if (tcp) {
      throw new IOException("a TCP connection cannot go to another address");
    }
    OvpnDevice.requireFamily(ipv6, remote.getAddress() instanceof Inet6Address);
    ask(
        device.requests().movePeer(device.index(), id, remote),
        "let the kernel send to another address");
  }

  @Override
  public KernelStats stats() throws IOException {
    return ask(device.requests().getPeer(device.index(), id), "ask the kernel for counters")
        .stream()
        .findFirst()
        .flatMap(OvpnReplies::stats)
        .orElseThrow(() -> new IOException("the kernel said nothing about the server"));
  }

  @Override
  public List<KernelNotice> notices() throws IOException {
    return closed ? List.of() : device.notices(id);
  }

  /** Another one took its place; there is nothing left to take back. */
  void replaced() {
    closed = true;
  }

  @Override
  public void close() {
    if (closed || device.isClosed()) {
      return;
    }
    try {
      ask(device.requests().deletePeer(device.index(), id), "take the server from the kernel");
    } catch (PeerGoneException e) {
      // As it should be.
    } catch (IOException e) {
      LOG.warn("{}", e.getMessage(), e);
    } finally {
      closed = true;
    }
  }
}
