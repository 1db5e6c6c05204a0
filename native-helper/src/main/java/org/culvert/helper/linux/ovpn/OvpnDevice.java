package org.culvert.helper.linux.ovpn;

import java.io.IOException;
import java.net.Inet6Address;
import java.util.List;
import org.culvert.helper.linux.netlink.NetlinkConversation;
import org.culvert.helper.linux.netlink.NetlinkMessage;
import org.culvert.helper.linux.netlink.NetlinkRequest;
import org.culvert.helper.path.KernelSocket;
import org.culvert.helper.path.kernel.KernelDevice;
import org.culvert.helper.path.kernel.KernelPeer;

/** A device of the driver's in P2P mode: everything that is routed into it goes to its one peer. */
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

  OvpnNotices notices() {
    return notices;
  }

  List<NetlinkMessage> ask(NetlinkRequest request, String what) throws IOException {
    return conversation.ask(request, what);
  }

  /**
   * Before anything that names a remote: the kernel does not look whether the socket can send to
   * its family, and panics at the first packet (kernel reference 21).
   */
  static void requireFamily(boolean ipv6Socket, boolean ipv6Remote) throws IOException {
    if (ipv6Remote && !ipv6Socket) {
      throw new IOException("an IPv4 socket cannot send to an IPv6 address");
    }
  }

  @Override
  public KernelPeer attach(int peerId, KernelSocket socket) throws IOException {
    boolean ipv6Remote = socket.remote().getAddress() instanceof Inet6Address;
    requireFamily(socket.ipv6(), ipv6Remote);
    conversation.execute(
        requests.newPeer(index(), peerId, socket), "give the connection to the kernel");
    // What was told of an earlier peer is not about this one.
    notices.forget();
    return new OvpnPeer(this, peerId, socket.ipv6());
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
