package org.culvert.helper.linux.sys;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * A netlink socket that speaks with the kernel of the namespace it was opened in. Used by one
 * thread at a time.
 *
 * <pre>
 * struct sockaddr_nl  0 family u16   2 padding   4 port id u32   8 groups u32     12 bytes
 * struct timeval      0 seconds s64  8 microseconds s64
 * </pre>
 */
public final class NetlinkSocket implements AutoCloseable {
  /** Links, addresses and routes. */
  public static final int ROUTE = 0;

  /** Families that are registered by name. */
  public static final int GENERIC = 16;

  private static final int AF_NETLINK = 16;
  private static final int SOCK_RAW = 3;
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int ADDRESS_SIZE = 12;
  private static final int SOL_SOCKET = 1;
  private static final int SO_RCVTIMEO = 20;
  private static final int SO_RCVBUFFORCE = 33;
  private static final int SOL_NETLINK = 270;
  private static final int NETLINK_ADD_MEMBERSHIP = 1;
  private static final int NETLINK_CAP_ACK = 10;
  private static final int NETLINK_EXT_ACK = 11;
  private static final int NETLINK_GET_STRICT_CHK = 12;
  private static final int MSG_TRUNC = 0x20;
  private static final int MSG_DONTWAIT = 0x40;

  /** What the kernel fills at most in one go when it dumps a table. */
  private static final int BUFFER_SIZE = 64 * 1024;

  private static final int TIMEOUT_SECONDS = 5;

  private final Fd fd;
  private final NativeMemory out = NativeMemory.allocate(BUFFER_SIZE);
  private final NativeMemory in = NativeMemory.allocate(BUFFER_SIZE);

  private NetlinkSocket(Fd fd) {
    this.fd = fd;
  }

  /** Opens one for {@link #ROUTE} or {@link #GENERIC}. */
  public static NetlinkSocket open(int protocol) throws IOException {
    return open(protocol, 0);
  }

  /** Opens one that also hears what the kernel tells the groups, one bit for each. */
  public static NetlinkSocket open(int protocol, int groups) throws IOException {
    Fd fd =
        new Fd(
            SysException.check(
                LibC.socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, protocol),
                "open a netlink socket"));
    NetlinkSocket socket = new NetlinkSocket(fd);
    NativeMemory address = NativeMemory.allocate(ADDRESS_SIZE);
    address.buffer().putShort(0, (short) AF_NETLINK).putInt(8, groups);
    if (LibC.bind(fd.number(), address.buffer(), ADDRESS_SIZE) < 0) {
      SysException failure = SysException.last("bind a netlink socket");
      fd.close();
      throw failure;
    }
    // Kernels without one of these answer with less text or more rows; both are handled above.
    socket.enable(NETLINK_CAP_ACK);
    socket.enable(NETLINK_EXT_ACK);
    socket.enable(NETLINK_GET_STRICT_CHK);
    socket.limitWaiting();
    return socket;
  }

  private void enable(int option) {
    NativeMemory one = NativeMemory.ofInt(1);
    LibC.setsockopt(fd.number(), SOL_NETLINK, option, one.buffer(), Integer.BYTES);
  }

  /**
   * Hears what the kernel tells this group, too.
   *
   * @param group its number, which a family of generic netlink says
   * @param buffer bytes that may wait to be heard
   */
  public void join(int group, int buffer) throws IOException {
    NativeMemory size = NativeMemory.ofInt(buffer);
    LibC.setsockopt(fd.number(), SOL_SOCKET, SO_RCVBUFFORCE, size.buffer(), Integer.BYTES);
    NativeMemory number = NativeMemory.ofInt(group);
    SysException.check(
        LibC.setsockopt(
            fd.number(), SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, number.buffer(), Integer.BYTES),
        "listen to a group of netlink");
  }

  private void limitWaiting() {
    NativeMemory time = NativeMemory.allocate(2 * Long.BYTES);
    time.buffer().putLong(0, TIMEOUT_SECONDS);
    LibC.setsockopt(fd.number(), SOL_SOCKET, SO_RCVTIMEO, time.buffer(), 2 * Long.BYTES);
  }

  /** Sends one request, and keeps no copy of it. */
  public void send(byte[] request) throws IOException {
    out.buffer().put(0, request);
    try {
      if (LibC.send(fd.number(), out.address(), request.length, 0) < 0) {
        throw SysException.last("send to netlink");
      }
    } finally {
      for (int i = 0; i < request.length; i++) {
        out.buffer().put(i, (byte) 0);
      }
    }
  }

  /**
   * Waits for the next datagram of the kernel, one or several messages. The buffer is valid until
   * the next call.
   *
   * @throws SysException with EAGAIN when none comes within five seconds
   */
  public ByteBuffer receive() throws IOException {
    long length;
    do {
      length = LibC.recv(fd.number(), in.address(), BUFFER_SIZE, MSG_TRUNC);
    } while (length < 0 && LibC.errno() == Errno.EINTR);
    if (length < 0) {
      throw SysException.last("receive from netlink");
    }
    if (length > BUFFER_SIZE) {
      throw new SysException("receive " + length + " bytes from netlink", Errno.EMSGSIZE);
    }
    return in.buffer().slice(0, (int) length).order(ByteOrder.nativeOrder());
  }

  /**
   * As {@link #receive}, but without waiting: empty when nothing has come.
   *
   * @throws SysException with ENOBUFS when some was lost
   */
  public Optional<ByteBuffer> poll() throws IOException {
    long length;
    do {
      length = LibC.recv(fd.number(), in.address(), BUFFER_SIZE, MSG_DONTWAIT);
    } while (length < 0 && LibC.errno() == Errno.EINTR);
    if (length >= 0) {
      return Optional.of(in.buffer().slice(0, (int) length).order(ByteOrder.nativeOrder()));
    }
    if (LibC.errno() == Errno.EAGAIN) {
      return Optional.empty();
    }
    throw SysException.last("receive from netlink");
  }

  /**
   * Throws away what has arrived, without waiting.
   *
   * @return whether there was anything, be it only the news that some was lost
   */
  public boolean skim() throws IOException {
    boolean any = false;
    while (true) {
      if (LibC.recv(fd.number(), in.address(), BUFFER_SIZE, MSG_DONTWAIT) < 0) {
        switch (LibC.errno()) {
          case Errno.EAGAIN -> {
            return any;
          }
          case Errno.EINTR -> {}
          case Errno.ENOBUFS -> any = true;
          default -> throw SysException.last("receive from netlink");
        }
      } else {
        any = true;
      }
    }
  }

  @Override
  public void close() {
    fd.close();
  }
}
