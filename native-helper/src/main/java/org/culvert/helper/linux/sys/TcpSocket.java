package org.culvert.helper.linux.sys;

import java.io.IOException;
import java.lang.ref.Reference;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/** A non-blocking TCP socket that sends what it gets at once (TCP_NODELAY). */
public final class TcpSocket implements AutoCloseable {
  private static final int SOCK_STREAM = 1;
  private static final int SOCK_NONBLOCK = 0x800;
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int SOL_SOCKET = 1;
  private static final int SO_REUSEADDR = 2;
  private static final int SO_ERROR = 4;
  private static final int IPPROTO_TCP = 6;
  private static final int TCP_NODELAY = 1;
  private static final int TCP_NOTSENT_LOWAT = 25;
  private static final int MSG_DONTWAIT = 0x40;
  private static final int MSG_NOSIGNAL = 0x4000;

  private final Fd fd;

  private TcpSocket(Fd fd) {
    this.fd = fd;
  }

  /** Opens a socket for the family of the address, in the network namespace of this thread. */
  public static TcpSocket open(InetAddress family) throws IOException {
    int type = SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC;
    TcpSocket socket =
        new TcpSocket(
            new Fd(
                SysException.check(
                    LibC.socket(SocketAddress.family(family), type, 0), "open a TCP socket")));
    socket.set(IPPROTO_TCP, TCP_NODELAY, 1);
    return socket;
  }

  /**
   * Takes no more than so many bytes that were not sent yet: what waits in the kernel makes the
   * tunnel slow to answer, and control packets wait behind it.
   */
  public void limitUnsent(int bytes) {
    set(IPPROTO_TCP, TCP_NOTSENT_LOWAT, bytes);
  }

  private void set(int level, int option, int value) {
    NativeMemory memory = NativeMemory.ofInt(value);
    LibC.setsockopt(fd.number(), level, option, memory.buffer(), Integer.BYTES);
  }

  /** Binds to an address of this machine; port 0 for any. */
  public void bind(InetSocketAddress local) throws IOException {
    // Or a fixed port could not be used again for a minute after each connection.
    set(SOL_SOCKET, SO_REUSEADDR, 1);
    NativeMemory address = NativeMemory.allocate(SocketAddress.MAX_SIZE);
    int length = SocketAddress.write(address, local);
    SysException.check(
        LibC.bind(fd.number(), address.buffer(), length), "bind a TCP socket to " + local);
  }

  /** Begins to connect. Returns 0 when connected, else −errno: −EINPROGRESS while it goes on. */
  public int connect(InetSocketAddress remote) {
    NativeMemory address = NativeMemory.allocate(SocketAddress.MAX_SIZE);
    int length = SocketAddress.write(address, remote);
    return LibC.connect(fd.number(), address.buffer(), length) < 0 ? -LibC.errno() : 0;
  }

  /** How connecting ended, once the socket can be written: 0 for well, else the error's number. */
  public int connectError() throws IOException {
    NativeMemory error = NativeMemory.ofInt(0);
    NativeMemory length = NativeMemory.ofInt(Integer.BYTES);
    SysException.check(
        LibC.getsockopt(fd.number(), SOL_SOCKET, SO_ERROR, error.buffer(), length.buffer()),
        "getsockopt");
    return error.buffer().getInt(0);
  }

  /** The address and port that the socket has on this machine. */
  public InetSocketAddress local() throws IOException {
    NativeMemory address = NativeMemory.allocate(SocketAddress.MAX_SIZE);
    NativeMemory length = NativeMemory.ofInt(SocketAddress.MAX_SIZE);
    SysException.check(
        LibC.getsockname(fd.number(), address.buffer(), length.buffer()), "getsockname");
    try {
      return SocketAddress.read(address);
    } catch (UnknownHostException e) {
      throw new AssertionError("4 or 16 bytes", e);
    }
  }

  /** For {@link Readiness}. */
  public Fd fd() {
    return fd;
  }

  /** Receives without waiting. Returns the count, 0 at the stream's end, or −errno. */
  public int receive(StreamMemory memory, int offset, int length) {
    try {
      long count = LibC.recv(fd.number(), memory.address() + offset, length, MSG_DONTWAIT);
      return count < 0 ? -LibC.errno() : (int) count;
    } finally {
      Reference.reachabilityFence(memory);
    }
  }

  /** Sends without waiting. Returns how many bytes were taken, or −errno. */
  public int send(StreamMemory memory, int offset, int length) {
    int flags = MSG_DONTWAIT | MSG_NOSIGNAL;
    try {
      long count = LibC.send(fd.number(), memory.address() + offset, length, flags);
      return count < 0 ? -LibC.errno() : (int) count;
    } finally {
      Reference.reachabilityFence(memory);
    }
  }

  @Override
  public void close() {
    fd.close();
  }
}
