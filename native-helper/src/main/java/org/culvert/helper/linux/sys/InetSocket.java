package org.culvert.helper.linux.sys;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import org.culvert.core.profile.MtuDiscovery;

/** What sockets for ICMP, TCP and UDP have in common. None ever waits. */
public abstract sealed class InetSocket implements AutoCloseable
    permits EchoSocket, TcpSocket, UdpSocket {
  private static final int SOCK_NONBLOCK = 0x800;
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int SOL_SOCKET = 1;
  private static final int SO_SNDBUF = 7;
  private static final int SO_RCVBUF = 8;
  private static final int SO_BINDTODEVICE = 25;
  private static final int SO_SNDBUFFORCE = 32;
  private static final int SO_RCVBUFFORCE = 33;
  private static final int SO_REUSEPORT = 15;
  private static final int SO_MARK = 36;
  private static final int SOL_IP = 0;
  private static final int IP_MTU_DISCOVER = 10;
  private static final int IP_MTU = 14;
  private static final int SOL_IPV6 = 41;
  private static final int IPV6_MTU_DISCOVER = 23;
  private static final int IPV6_MTU = 24;

  private final String kind;
  private final Fd fd;
  private final boolean ipv6;

  /** Opens one for the family of the address, in the network namespace of this thread. */
  InetSocket(String kind, InetAddress family, int type) throws IOException {
    this(kind, family, type, 0);
  }

  /** The same for one protocol. */
  InetSocket(String kind, InetAddress family, int type, int protocol) throws IOException {
    this.kind = kind;
    this.ipv6 = SocketAddress.family(family) == SocketAddress.AF_INET6;
    int flags = type | SOCK_NONBLOCK | SOCK_CLOEXEC;
    this.fd =
        new Fd(
            SysException.check(
                LibC.socket(SocketAddress.family(family), flags, protocol),
                "open a " + kind + " socket"));
  }

  /** For {@link Readiness}. */
  public final Fd fd() {
    return fd;
  }

  /** Whether it is an IPv6 socket, whatever it sends to. */
  public final boolean isIpv6() {
    return ipv6;
  }

  final boolean set(int level, int option, int value) {
    NativeMemory memory = NativeMemory.ofInt(value);
    return LibC.setsockopt(fd.number(), level, option, memory.buffer(), Integer.BYTES) == 0;
  }

  /** Lets another socket of the same user have the same port. To be called before binding. */
  public final void sharePort() throws IOException {
    if (!set(SOL_SOCKET, SO_REUSEPORT, 1)) {
      throw new SysException("share the port of a " + kind + " socket", LibC.errno());
    }
  }

  /** Asks for a buffer of so many bytes; without privilege the kernel gives at most its limit. */
  public final void requestSendBuffer(int bytes) {
    if (!set(SOL_SOCKET, SO_SNDBUFFORCE, bytes)) {
      set(SOL_SOCKET, SO_SNDBUF, bytes);
    }
  }

  /** Asks for a buffer of so many bytes; without privilege the kernel gives at most its limit. */
  public final void requestReceiveBuffer(int bytes) {
    if (!set(SOL_SOCKET, SO_RCVBUFFORCE, bytes)) {
      set(SOL_SOCKET, SO_RCVBUF, bytes);
    }
  }

  /** Marks all of its packets for routing rules and firewalls. */
  public final void mark(int mark) throws IOException {
    if (!set(SOL_SOCKET, SO_MARK, mark)) {
      throw new SysException("mark a " + kind + " socket", LibC.errno());
    }
  }

  /** Says what becomes of packets that are too long for the path. */
  public final void discoverMtu(MtuDiscovery wanted) throws IOException {
    int value = switch (wanted) { // IP_PMTUDISC_…
          case NEVER -> 0;
          case MAYBE -> 1;
          case ALWAYS -> 2;
        };
    int level = ipv6 ? SOL_IPV6 : SOL_IP;
    if (!set(level, ipv6 ? IPV6_MTU_DISCOVER : IP_MTU_DISCOVER, value)) {
      throw new SysException("set path MTU discovery of a " + kind + " socket", LibC.errno());
    }
  }

  /** The longest IP packet that the path to the peer lets through, as far as the kernel knows. */
  public final OptionalInt pathMtu() {
    NativeMemory value = NativeMemory.ofInt(0);
    NativeMemory length = NativeMemory.ofInt(Integer.BYTES);
    int result =
        LibC.getsockopt(
            fd.number(),
            ipv6 ? SOL_IPV6 : SOL_IP,
            ipv6 ? IPV6_MTU : IP_MTU,
            value.buffer(),
            length.buffer());
    return result == 0 ? OptionalInt.of(value.buffer().getInt(0)) : OptionalInt.empty();
  }

  /** From now on it uses this device only. */
  public final void tieTo(String device) throws IOException {
    byte[] name = device.getBytes(StandardCharsets.UTF_8);
    NativeMemory memory = NativeMemory.allocate(name.length + 1);
    memory.buffer().put(0, name);
    SysException.check(
        LibC.setsockopt(fd.number(), SOL_SOCKET, SO_BINDTODEVICE, memory.buffer(), name.length),
        "use device " + device + " for a " + kind + " socket");
  }

  /** Binds to an address of this machine; port 0 for any. */
  public final void bind(InetSocketAddress local) throws IOException {
    NativeMemory address = NativeMemory.allocate(SocketAddress.MAX_SIZE);
    int length = SocketAddress.write(address, local);
    SysException.check(
        LibC.bind(fd.number(), address.buffer(), length), "bind a " + kind + " socket to " + local);
  }

  final int connectTo(InetSocketAddress remote) {
    NativeMemory address = NativeMemory.allocate(SocketAddress.MAX_SIZE);
    int length = SocketAddress.write(address, remote);
    return LibC.connect(fd.number(), address.buffer(), length) < 0 ? -LibC.errno() : 0;
  }

  /** The address and port that the socket has on this machine. */
  public final InetSocketAddress local() throws IOException {
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

  @Override
  public final void close() {
    fd.close();
  }
}
