package org.culvert.helper.linux.sys;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * A socket for echo requests (ICMP, ICMPv6) to one address. The kernel says when an answer came, so
 * that nobody has to wait for it: {@link #receive} may be called much later.
 */
public final class EchoSocket extends InetSocket {
  /** Bytes that are received of one answer, at most: a header of IPv4 with options may lead it. */
  public static final int MOST_BYTES = 256;

  private static final int SOCK_DGRAM = 2;
  private static final int SOCK_RAW = 3;
  private static final int IPPROTO_ICMP = 1;
  private static final int IPPROTO_ICMPV6 = 58;
  private static final int MSG_DONTWAIT = 0x40;
  private static final int MSG_NOSIGNAL = 0x4000;

  /** Gives a {@code struct timespec} of two longs, and switches the time stamps on. */
  private static final int SIOCGSTAMPNS = 0x8907;

  private static final int TIMESPEC = 2 * Long.BYTES;
  private static final long NANOS = 1_000_000_000;

  private final NativeMemory memory = NativeMemory.allocate(MOST_BYTES);
  private final NativeMemory stamp = NativeMemory.allocate(TIMESPEC);
  private final boolean raw;

  private EchoSocket(InetAddress family, boolean raw) throws IOException {
    super(
        "ICMP",
        family,
        raw ? SOCK_RAW : SOCK_DGRAM,
        SocketAddress.family(family) == SocketAddress.AF_INET6 ? IPPROTO_ICMPV6 : IPPROTO_ICMP);
    this.raw = raw;
    LibC.ioctl(fd().number(), SIOCGSTAMPNS, stamp.buffer());
  }

  /**
   * Opens one for the family of the address, in the network namespace of this thread: of the kind
   * that needs no privilege where the machine allows it ({@code net.ipv4.ping_group_range}), else
   * with CAP_NET_RAW.
   */
  public static EchoSocket open(InetAddress family) throws IOException {
    try {
      return new EchoSocket(family, false);
    } catch (SysException e) {
      if (e.errno() != Errno.EACCES && e.errno() != Errno.EPERM) {
        throw e;
      }
      return new EchoSocket(family, true);
    }
  }

  /** Whether IPv4 answers come with their IP header, and those to other programs come as well. */
  public boolean isRaw() {
    return raw;
  }

  /** From now on it is for this address only. */
  public void connect(InetAddress remote) throws IOException {
    int error = connectTo(new InetSocketAddress(remote, 0));
    if (error != 0) {
      throw new SysException("reach " + remote.getHostAddress() + " by ICMP", -error);
    }
  }

  /** Sends a message, without waiting. */
  public void send(byte[] message) throws IOException {
    memory.buffer().put(0, message);
    SysException.check(
        (int)
            LibC.send(fd().number(), memory.address(), message.length, MSG_DONTWAIT | MSG_NOSIGNAL),
        "send an echo request");
  }

  /** Takes what has come, without waiting. Returns its length, or −errno (−EAGAIN for none). */
  public int receive(byte[] target) {
    long length = LibC.recv(fd().number(), memory.address(), target.length, MSG_DONTWAIT);
    if (length < 0) {
      return -LibC.errno();
    }
    memory.buffer().get(0, target, 0, (int) length);
    return (int) length;
  }

  /** When the last message came, in nanoseconds since the epoch. */
  public long receivedAt() throws IOException {
    ByteBuffer buffer = stamp.buffer();
    SysException.check(LibC.ioctl(fd().number(), SIOCGSTAMPNS, buffer), "ask when an echo came");
    return buffer.getLong(0) * NANOS + buffer.getLong(Long.BYTES);
  }
}
