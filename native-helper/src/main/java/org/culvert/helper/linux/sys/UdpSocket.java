package org.culvert.helper.linux.sys;

import java.io.IOException;
import java.lang.ref.Reference;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A connected UDP socket that keeps the errors which ICMP reports in a queue of its own
 * (IP_RECVERR).
 *
 * <pre>
 * struct cmsghdr            0 len size_t   8 level int   12 type int   16 data
 * struct sock_extended_err  0 errno u32    4 origin u8   …
 * SO_MEMINFO                0 received u32   4 receive buffer u32   …
 * </pre>
 */
public final class UdpSocket extends InetSocket {
  private static final int SOCK_DGRAM = 2;
  private static final int SOL_IP = 0;
  private static final int IP_RECVERR = 11;
  private static final int SOL_IPV6 = 41;
  private static final int IPV6_RECVERR = 25;
  private static final int SOL_SOCKET = 1;
  private static final int SO_MEMINFO = 55;
  private static final int MEMINFO_SIZE = 9 * Integer.BYTES;
  private static final int MSG_DONTWAIT = 0x40;
  private static final int MSG_NOSIGNAL = 0x4000;
  private static final int MSG_ERRQUEUE = 0x2000;

  private static final int CONTROL = DatagramSlots.HEADER_SIZE;
  private static final int CONTROL_SIZE = 256;

  /** Of errors of other addresses that are passed over at a time. */
  private static final int MOST_OF_OTHERS = 64;

  private static final int MSG_NAME = 0;
  private static final int MSG_NAMELEN = 8;
  private static final int MSG_CONTROL = 32;
  private static final int MSG_CONTROLLEN = 40;
  private static final int CMSG_LEVEL = 8;
  private static final int CMSG_TYPE = 12;
  private static final int CMSG_DATA = 16;

  private final NativeMemory sender = NativeMemory.allocate(SocketAddress.MAX_SIZE);
  private final NativeMemory receiver = NativeMemory.allocate(SocketAddress.MAX_SIZE);
  private final NativeMemory errorMessage = NativeMemory.allocate(CONTROL + CONTROL_SIZE);

  /** Where the datagram was to go of which the last error tells. */
  private final NativeMemory destination = NativeMemory.allocate(SocketAddress.MAX_SIZE);

  private final NativeMemory memory = NativeMemory.allocate(MEMINFO_SIZE);
  private final NativeMemory memoryLength = NativeMemory.allocate(Integer.BYTES);
  private final LoopCalls receiving = new LoopCalls();
  private final LoopCalls sending = new LoopCalls();

  private UdpSocket(InetAddress family) throws IOException {
    super("UDP", family, SOCK_DGRAM);
    errorMessage.buffer().putLong(MSG_NAME, destination.address());
    errorMessage.buffer().putLong(MSG_CONTROL, errorMessage.address() + CONTROL);
  }

  /** Opens a socket for the family of the address, in the network namespace of this thread. */
  public static UdpSocket open(InetAddress family) throws IOException {
    boolean ipv6 = SocketAddress.family(family) == SocketAddress.AF_INET6;
    UdpSocket socket = new UdpSocket(family);
    socket.set(ipv6 ? SOL_IPV6 : SOL_IP, ipv6 ? IPV6_RECVERR : IP_RECVERR, 1);
    return socket;
  }

  /**
   * From now on only datagrams of this peer are received, and those to it leave with the address
   * that this machine has on the way there now.
   */
  public void connect(InetSocketAddress remote) throws IOException {
    int error = connectTo(remote);
    if (error != 0) {
      throw new SysException("reach " + remote + " by UDP", -error);
    }
  }

  /** Takes back {@link #connect} and the address that it chose; a bound port stays. */
  public void disconnect() {
    NativeMemory nobody = NativeMemory.allocate(SocketAddress.MAX_SIZE); // family 0
    LibC.connect(fd().number(), nobody.buffer(), SocketAddress.MAX_SIZE);
  }

  /**
   * Lets the kernel hand over many datagrams as one message; returns whether it can. Afterwards
   * everything has to be received by {@link #receive(DatagramTrains, int)}.
   */
  public boolean joinReceived() {
    return set(DatagramTrains.SOL_UDP, DatagramTrains.UDP_GRO, 1);
  }

  /** Whether the kernel takes many datagrams as one message, and cuts it. */
  public boolean cutsSent() {
    return set(DatagramTrains.SOL_UDP, DatagramRuns.UDP_SEGMENT, 0);
  }

  /**
   * Receives at most so many messages without waiting. Returns how many came, or −errno (−EAGAIN
   * for none).
   */
  public int receive(DatagramTrains trains, int most) {
    try {
      Messages messages = trains.ready();
      int count = receiving.recvmmsg(fd(), messages.address(), most, MSG_DONTWAIT);
      trains.filled(Math.max(count, 0));
      return count;
    } finally {
      Reference.reachabilityFence(trains);
    }
  }

  /**
   * The bytes of the kernel's memory that its receive buffer is charged with; −errno where the
   * kernel does not say (before 4.12). For the receiving thread.
   */
  public int charged() {
    memoryLength.buffer().putInt(0, MEMINFO_SIZE);
    int result =
        receiving.getsockopt(
            fd(), SOL_SOCKET, SO_MEMINFO, memory.address(), memoryLength.address());
    return result < 0 ? result : memory.buffer().getInt(0);
  }

  /** The same for one message, with the call that every kernel has. */
  public int receiveOne(DatagramTrains trains) {
    try {
      Messages messages = trains.ready();
      long length = LibC.recvmsg(fd().number(), messages.address(), MSG_DONTWAIT);
      if (length < 0) {
        return -LibC.errno();
      }
      messages.setReceived(0, (int) length);
      trains.filled(1);
      return 1;
    } finally {
      Reference.reachabilityFence(trains);
    }
  }

  /** Sends the first messages without waiting. Returns how many were taken, or −errno. */
  public int send(DatagramRuns runs, int count) {
    int flags = MSG_DONTWAIT | MSG_NOSIGNAL;
    try {
      return sending.sendmmsg(fd(), runs.all().address(), count, flags);
    } finally {
      Reference.reachabilityFence(runs);
    }
  }

  /** The same for the first message alone, with the call that every kernel has. */
  public int sendOne(DatagramRuns runs) {
    int flags = MSG_DONTWAIT | MSG_NOSIGNAL;
    try {
      return LibC.sendmsg(fd().number(), runs.all().address(), flags) < 0 ? -LibC.errno() : 1;
    } finally {
      Reference.reachabilityFence(runs);
    }
  }

  /**
   * Receives one datagram into the first slot, without waiting, and says who sent it; empty when
   * there is none. Not for a connected socket.
   */
  public Optional<InetSocketAddress> receiveFrom(DatagramSlots slots) throws IOException {
    try {
      slots.tellSender(sender);
      long length = LibC.recvmsg(fd().number(), slots.headers(0), MSG_DONTWAIT);
      if (length < 0) {
        return Optional.empty();
      }
      slots.setLength(0, (int) length);
      return Optional.of(SocketAddress.read(sender));
    } finally {
      Reference.reachabilityFence(slots);
    }
  }

  /**
   * Sends the first slot to an address, without waiting. Returns 1, or −errno. Not for a connected
   * socket; by one thread at a time.
   */
  public int sendTo(DatagramSlots slots, InetSocketAddress remote) {
    int length = SocketAddress.write(receiver, remote);
    slots.address(receiver, length);
    int flags = MSG_DONTWAIT | MSG_NOSIGNAL;
    try {
      return LibC.sendmsg(fd().number(), slots.headers(0), flags) < 0 ? -LibC.errno() : 1;
    } finally {
      Reference.reachabilityFence(slots);
    }
  }

  /**
   * Takes errors from the socket's error queue until one tells of a datagram to this address, as
   * far as is good at once. Returns its number, 0 when there is none.
   */
  public synchronized int nextErrorTo(InetSocketAddress remote) throws IOException {
    int errno = nextError();
    for (int others = 0; errno != 0 && !SocketAddress.read(destination).equals(remote); others++) {
      errno = others < MOST_OF_OTHERS ? nextError() : 0;
    }
    return errno;
  }

  /**
   * Takes the next error from the socket's error queue. Returns its number, 0 when there is none.
   * Synchronized, because both the receiver and senders come here.
   */
  public synchronized int nextError() {
    ByteBuffer buffer = errorMessage.buffer();
    buffer.putInt(MSG_NAMELEN, SocketAddress.MAX_SIZE);
    buffer.putLong(MSG_CONTROLLEN, CONTROL_SIZE);
    if (LibC.recvmsg(fd().number(), errorMessage.address(), MSG_ERRQUEUE | MSG_DONTWAIT) < 0) {
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
}
