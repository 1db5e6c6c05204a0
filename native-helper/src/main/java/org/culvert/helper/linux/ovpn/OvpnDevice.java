package org.culvert.helper.linux.ovpn;

import java.io.IOException;
import java.net.Inet6Address;
import java.util.List;
import java.util.Optional;
import org.culvert.core.api.PathReason;
import org.culvert.helper.linux.netlink.NetlinkConversation;
import org.culvert.helper.linux.netlink.NetlinkException;
import org.culvert.helper.linux.netlink.NetlinkMessage;
import org.culvert.helper.linux.netlink.NetlinkRequest;
import org.culvert.helper.path.KernelSocket;
import org.culvert.helper.path.PathClosedException;
import org.culvert.helper.path.kernel.KernelDevice;
import org.culvert.helper.path.kernel.KernelNotice;
import org.culvert.helper.path.kernel.KernelPeer;
import org.culvert.helper.path.kernel.KernelRefusedException;

/**
 * A device of the driver's in P2P mode: everything that is routed into it goes to its one peer.
 * Nothing is asked after {@link #close}: the sockets' numbers may be somebody else's then.
 */
final class OvpnDevice implements KernelDevice {
  /** Removes it from the machine and from the journal. */
  interface Removal {
    void remove(OwnDevice device);
  }

  private final OwnDevice own;
  private final OvpnRequests requests;
  private final NetlinkConversation conversation;
  private final OvpnNotices notices;
  private final Removal removal;
  private Optional<OvpnPeer> peer = Optional.empty();
  private boolean closed;

  OvpnDevice(
      OwnDevice own,
      OvpnRequests requests,
      NetlinkConversation conversation,
      OvpnNotices notices,
      Removal removal) {
    this.own = own;
    this.requests = requests;
    this.conversation = conversation;
    this.notices = notices;
    this.removal = removal;
  }

  @Override
  public String name() {
    return own.name();
  }

  int index() {
    return own.index();
  }

  OvpnRequests requests() {
    return requests;
  }

  synchronized List<KernelNotice> notices(int peerId) throws IOException {
    ensureOpen();
    return notices.about(index(), peerId);
  }

  synchronized List<NetlinkMessage> ask(NetlinkRequest request, String what) throws IOException {
    ensureOpen();
    return conversation.ask(request, what);
  }

  synchronized boolean isClosed() {
    return closed;
  }

  private void ensureOpen() throws PathClosedException {
    if (closed) {
      throw new PathClosedException(name());
    }
  }

  /**
   * Before anything that names a remote: the kernel does not look whether the socket can send to
   * its family, and panics at the first packet (kernel reference 21).
   */
  static void requireFamily(boolean ipv6Socket, boolean ipv6Remote) throws IOException {
    if (ipv6Remote && !ipv6Socket) {
      throw new KernelRefusedException(
          PathReason.said("an IPv4 socket cannot send to an IPv6 address"));
    }
  }

  @Override
  public synchronized KernelPeer attach(int peerId, KernelSocket socket) throws IOException {
    boolean ipv6Remote = socket.remote().getAddress() instanceof Inet6Address;
    requireFamily(socket.ipv6(), ipv6Remote);
    try {
      ask(requests.newPeer(index(), peerId, socket), "give the connection to the kernel");
    } catch (NetlinkException e) {
      throw new KernelRefusedException(PathReason.said(String.valueOf(e.getMessage())), e);
    }
    // Its id may be the same, and nothing that is asked or told of it is about the new one. Should
    // the new one be gone already, its counters tell.
    peer.ifPresent(OvpnPeer::replaced);
    notices.forget();
    OvpnPeer attached = new OvpnPeer(this, peerId, socket);
    peer = Optional.of(attached);
    return attached;
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      removal.remove(own);
      notices.close();
      conversation.close();
    }
  }
}
