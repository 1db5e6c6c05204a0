package org.culvert.helper.linux.sys;

import java.io.IOException;
import java.lang.ref.Reference;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A TCP socket that sends what it gets at once (TCP_NODELAY). */
public final class TcpSocket extends InetSocket {
  private static final int SOCK_STREAM = 1;
  private static final int SOL_SOCKET = 1;
  private static final int SO_REUSEADDR = 2;
  private static final int SO_ERROR = 4;
  private static final int IPPROTO_TCP = 6;
  private static final int TCP_NODELAY = 1;
  private static final int TCP_NOTSENT_LOWAT = 25;
  private static final int MSG_DONTWAIT = 0x40;
  private static final int MSG_NOSIGNAL = 0x4000;

  private TcpSocket(InetAddress family) throws IOException {
    super("TCP", family, SOCK_STREAM);
  }

  /** Opens a socket for the family of the address, in the network namespace of this thread. */
  public static TcpSocket open(InetAddress family) throws IOException {
    TcpSocket socket = new TcpSocket(family);
    socket.set(IPPROTO_TCP, TCP_NODELAY, 1);
    // Or a fixed local port could not be used again for a minute after each connection.
    socket.set(SOL_SOCKET, SO_REUSEADDR, 1);
    return socket;
  }

  /**
   * Takes no more than so many bytes that were not sent yet: what waits in the kernel makes the
   * tunnel slow to answer, and control packets wait behind it.
   */
  public void limitUnsent(int bytes) {
    set(IPPROTO_TCP, TCP_NOTSENT_LOWAT, bytes);
  }

  /** Begins to connect. Returns 0 when connected, else −errno: −EINPROGRESS while it goes on. */
  public int connect(InetSocketAddress remote) {
    return connectTo(remote);
  }

  /** How connecting ended, once the socket can be written: 0 for well, else the error's number. */
  public int connectError() throws IOException {
    NativeMemory error = NativeMemory.ofInt(0);
    NativeMemory length = NativeMemory.ofInt(Integer.BYTES);
    SysException.check(
        LibC.getsockopt(fd().number(), SOL_SOCKET, SO_ERROR, error.buffer(), length.buffer()),
        "getsockopt");
    return error.buffer().getInt(0);
  }

  /** Receives without waiting. Returns the count, 0 at the stream's end, or −errno. */
  public int receive(StreamMemory memory, int offset, int length) {
    try {
      long count = LibC.recv(fd().number(), memory.address() + offset, length, MSG_DONTWAIT);
      return count < 0 ? -LibC.errno() : (int) count;
    } finally {
      Reference.reachabilityFence(memory);
    }
  }

  /** Sends without waiting. Returns how many bytes were taken, or −errno. */
  public int send(StreamMemory memory, int offset, int length) {
    int flags = MSG_DONTWAIT | MSG_NOSIGNAL;
    try {
      long count = LibC.send(fd().number(), memory.address() + offset, length, flags);
      return count < 0 ? -LibC.errno() : (int) count;
    } finally {
      Reference.reachabilityFence(memory);
    }
  }
}
