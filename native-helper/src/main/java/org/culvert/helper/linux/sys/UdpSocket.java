package org.culvert.helper.linux.sys;

import java.io.IOException;
import java.lang.ref.Reference;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/**
 * A connected, non-blocking UDP socket that keeps the errors which ICMP reports in a queue of its
 * own (IP_RECVERR).
 *
 * <pre>
 * struct cmsghdr            0 len size_t   8 level int   12 type int   16 data
 * struct sock_extended_err  0 errno u32    4 origin u8   …
 * </pre>
 */
public final class UdpSocket implements AutoCloseable {
  private static final int SOCK_DGRAM = 2;
  private static final int SOCK_NONBLOCK = 0x800;
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int SOL_SOCKET = 1;
  private static final int SO_SNDBUF = 7;
  private static final int SO_RCVBUF = 8;
  private static final int SO_SNDBUFFORCE = 32;
  private static final int SO_RCVBUFFORCE = 33;
  private static final int SOL_IP = 0;
  private static final int IP_RECVERR = 11;
  private static final int SOL_IPV6 = 41;
  private static final int IPV6_RECVERR = 25;
  private static final int MSG_DONTWAIT = 0x40;
  private static final int MSG_NOSIGNAL = 0x4000;
  private static final int MSG_ERRQUEUE = 0x2000;

  private static final int CONTROL = DatagramSlots.HEADER_SIZE;
  private static final int CONTROL_SIZE = 256;
  private static final int MSG_CONTROL = 32;
  private static final int MSG_CONTROLLEN = 40;
  private static final int CMSG_LEVEL = 8;
  private static final int CMSG_TYPE = 12;
  private static final int CMSG_DATA = 16;

  private final Fd fd;
  private final NativeMemory errorMessage = NativeMemory.allocate(CONTROL + CONTROL_SIZE);

  private UdpSocket(Fd fd) {
    this.fd = fd;
    errorMessage.buffer().putLong(MSG_CONTROL, errorMessage.address() + CONTROL);
  }

  /** Opens a socket for the family of the address, in the network namespace of this thread. */
  public static UdpSocket open(InetAddress family) throws IOException {
    boolean ipv6 = SocketAddress.family(family) == SocketAddress.AF_INET6;
    int type = SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC;
    UdpSocket socket =
        new UdpSocket(
            new Fd(
                SysException.check(
                    LibC.socket(SocketAddress.family(family), type, 0), "open a UDP socket")));
    socket.set(ipv6 ? SOL_IPV6 : SOL_IP, ipv6 ? IPV6_RECVERR : IP_RECVERR, 1);
    return socket;
  }

  /** Asks for buffers of so many bytes; without privilege the kernel gives at most its limit. */
  public void requestBuffers(int bytes) {
    if (!set(SOL_SOCKET, SO_SNDBUFFORCE, bytes)) {
      set(SOL_SOCKET, SO_SNDBUF, bytes);
    }
    if (!set(SOL_SOCKET, SO_RCVBUFFORCE, bytes)) {
      set(SOL_SOCKET, SO_RCVBUF, bytes);
    }
  }

  private boolean set(int level, int option, int value) {
    NativeMemory memory = NativeMemory.ofInt(value);
    return LibC.setsockopt(fd.number(), level, option, memory.buffer(), Integer.BYTES) == 0;
  }

  /** Binds to an address of this machine; port 0 for any. */
  public void bind(InetSocketAddress local) throws IOException {
    NativeMemory address = NativeMemory.allocate(SocketAddress.MAX_SIZE);
    int length = SocketAddress.write(address, local);
    SysException.check(
        LibC.bind(fd.number(), address.buffer(), length), "bind a UDP socket to " + local);
  }

  /** From now on only datagrams of this peer are received. */
  public void connect(InetSocketAddress remote) throws IOException {
    NativeMemory address = NativeMemory.allocate(SocketAddress.MAX_SIZE);
    int length = SocketAddress.write(address, remote);
    SysException.check(
        LibC.connect(fd.number(), address.buffer(), length), "reach " + remote + " by UDP");
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

  /** Receives what is there without waiting. Returns the count, or −errno (−EAGAIN for none). */
  public int receive(DatagramSlots slots) {
    try {
      int count = LibC.recvmmsg(fd.number(), slots.headers(0), slots.slots(), MSG_DONTWAIT, 0);
      return count < 0 ? -LibC.errno() : count;
    } finally {
      Reference.reachabilityFence(slots);
    }
  }

  /**
   * Sends the slots {@code first} to {@code end} − 1 without waiting. Returns how many were taken,
   * or −errno when the first was not.
   */
  public int send(DatagramSlots slots, int first, int end) {
    int flags = MSG_DONTWAIT | MSG_NOSIGNAL;
    try {
      int count = LibC.sendmmsg(fd.number(), slots.headers(first), end - first, flags);
      return count < 0 ? -LibC.errno() : count;
    } finally {
      Reference.reachabilityFence(slots);
    }
  }

  /**
   * Takes the next error from the socket's error queue. Returns its number, 0 when there is none.
   * Synchronized, because both the receiver and senders come here.
   */
  public synchronized int nextError() {
    ByteBuffer buffer = errorMessage.buffer();
    buffer.putLong(MSG_CONTROLLEN, CONTROL_SIZE);
    if (LibC.recvmsg(fd.number(), errorMessage.address(), MSG_ERRQUEUE | MSG_DONTWAIT) < 0) {
      return 0;
    }
    int end = CONTROL + (int) buffer.getLong(MSG_CONTROLLEN);
    int at = CONTROL;
    while (at + CMSG_DATA + Integer.BYTES <= end) {
      long length = buffer.getLong(at);
      int level = buffer.getInt(at + CMSG_LEVEL);
      int type = buffer.getInt(at + CMSG_TYPE);
      if ((level == SOL_IP && type == IP_RECVERR) || (level == SOL_IPV6 && type == IPV6_RECVERR)) {
        return buffer.getInt(at + CMSG_DATA);
      }
      if (length < CMSG_DATA) {
        break;
      }
      at += (int) ((length + 7) & ~7);
    }
    return Errno.EIO;
  }

  @Override
  public void close() {
    fd.close();
  }
}
