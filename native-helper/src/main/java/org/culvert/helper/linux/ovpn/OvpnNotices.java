package org.culvert.helper.linux.ovpn;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.culvert.helper.linux.netlink.GenericFamilies;
import org.culvert.helper.linux.netlink.NetlinkMessage;
import org.culvert.helper.linux.sys.Errno;
import org.culvert.helper.linux.sys.NetlinkSocket;
import org.culvert.helper.linux.sys.SysException;
import org.culvert.helper.path.kernel.KernelNotice;

/**
 * What the driver tells of all its devices, on a socket of its own: on one that also asks, a notice
 * could be taken for an answer and lost (kernel reference 16.1). For one thread.
 */
final class OvpnNotices implements AutoCloseable {
  private static final String GROUP = "peers";
  private static final int BUFFER = 1 << 20;

  /** Read in one go; a server that changes its address with each packet may cause any number. */
  private static final int MOST = 1_000;

  private final NetlinkSocket socket;

  private OvpnNotices(NetlinkSocket socket) {
    this.socket = socket;
  }

  /** Begins to listen, in the network namespace of the calling thread. */
  static OvpnNotices open(GenericFamilies.Family family) throws IOException {
    Integer group = family.groups().get(GROUP);
    if (group == null) {
      throw new IOException("the ovpn driver has no group " + GROUP);
    }
    NetlinkSocket socket = NetlinkSocket.open(NetlinkSocket.GENERIC);
    try {
      socket.join(group, BUFFER);
      return new OvpnNotices(socket);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** Where notices come from. */
  interface Source {
    /**
     * The next datagram; empty when none has come.
     *
     * @throws SysException with ENOBUFS when some was lost
     */
    Optional<ByteBuffer> poll() throws IOException;
  }

  /** What has come about a peer; the rest is thrown away. */
  List<KernelNotice> about(int device, int peerId) throws IOException {
    return read(socket::poll, device, peerId);
  }

  /** What is left for the next time counts as missed, for the end of the peer may be in it. */
  static List<KernelNotice> read(Source source, int device, int peerId) throws IOException {
    List<KernelNotice> notices = new ArrayList<>();
    for (int count = 0; count < MOST; count++) {
      Optional<ByteBuffer> datagram;
      try {
        datagram = source.poll();
      } catch (SysException e) {
        if (e.errno() != Errno.ENOBUFS) {
          throw e;
        }
        notices.add(new KernelNotice.Missed());
        continue;
      }
      if (datagram.isEmpty()) {
        return notices;
      }
      for (NetlinkMessage message : NetlinkMessage.split(datagram.get())) {
        OvpnReplies.notice(message, device, peerId).ifPresent(notices::add);
      }
    }
    notices.add(new KernelNotice.Missed());
    return notices;
  }

  /** Throws away what has come. */
  void forget() throws IOException {
    socket.skim();
  }

  @Override
  public void close() {
    socket.close();
  }
}
