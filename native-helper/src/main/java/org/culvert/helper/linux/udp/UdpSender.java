package org.culvert.helper.linux.udp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.culvert.helper.linux.port.Gate;
import org.culvert.helper.linux.sys.DatagramRuns;
import org.culvert.helper.linux.sys.Errno;
import org.culvert.helper.linux.sys.Readiness;
import org.culvert.helper.path.PacketBatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives batches to a socket. Neighbours of one length go as one message, which the kernel or the
 * network card cuts again (UDP_SEGMENT); where that is refused they go one by one. A device that
 * takes no segments does not learn it; a path may, so that is tried again now and then. For one
 * thread at a time.
 */
final class UdpSender {
  private static final Logger LOG = LoggerFactory.getLogger(UdpSender.class);

  /** What every kernel takes as one (UDP_MAX_SEGMENTS), and less than the longest datagram. */
  private static final int MOST_SEGMENTS = 64;

  private static final int MOST_BYTES = 65_000;
  private static final int MESSAGES = 64;

  /** A full queue of the network device is given so much time, in all, for a batch. */
  private static final int FULL_TRIES = 20;

  private static final long FULL_NANOS = 200_000;

  /** So often a batch waits for the next part of a flood of errors to be taken. */
  private static final int MOST_FLOODS = 16;

  /** The kernel forgets after ten minutes that a path is narrow. */
  static final long TRY_AGAIN_NANOS = Duration.ofMinutes(5).toNanos();

  private final Kernel kernel;
  private final boolean ipv6;
  private final UdpErrors errors;
  private final Gate gate;
  private final Readiness writable;
  private final byte[] prefix;
  private final boolean passTos;
  private final LongAdder tooLong = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final int[] packets = new int[MESSAGES];
  private final boolean maySegment;
  private final LongSupplier nanoTime;
  private volatile boolean pathChanged;
  private volatile boolean pathWidened;
  private boolean segments;

  /** Longer ones the path does not take as segments. */
  private int longestSegment = Integer.MAX_VALUE;

  private long shortenedAt;
  private boolean saidTooLong;

  private @Nullable DatagramRuns runs;

  /** Takes messages. */
  interface Kernel {
    /** Takes up to so many without waiting; returns how many it took, or −errno. */
    int send(DatagramRuns runs, int count);
  }

  /**
   * @param ipv6 whether the kernel sends by an IPv6 socket
   * @param prefix goes out in front of every datagram
   * @param segments whether there may be any
   * @param nanoTime the monotonic clock
   */
  UdpSender(
      Kernel kernel,
      boolean ipv6,
      UdpErrors errors,
      Gate gate,
      byte[] prefix,
      boolean passTos,
      boolean segments,
      LongSupplier nanoTime) {
    this.kernel = kernel;
    this.ipv6 = ipv6;
    this.nanoTime = nanoTime;
    this.errors = errors;
    this.gate = gate;
    this.writable = gate.writable();
    this.prefix = prefix;
    this.passTos = passTos;
    this.maySegment = segments && prefix.length == 0;
    this.segments = maySegment;
  }

  /** As {@link org.culvert.helper.path.DatagramPort#send(PacketBatch)}. */
  int send(PacketBatch batch, InetSocketAddress remote) throws IOException {
    gate.ensureOpen();
    stepUp();
    DatagramRuns memory = load(batch);
    int next = 0;
    int sent = 0;
    int full = 0;
    int floods = 0;
    boolean again = false;
    while (next < batch.count()) {
      gate.ensureOpen();
      int composed = compose(memory, batch, next);
      int taken = kernel.send(memory, composed);
      if (taken > 0) {
        batch.countCalls(1);
        for (int message = 0; message < taken; message++) {
          next += packets[message];
          sent += packets[message];
        }
        again = false;
      } else if (taken == -Errno.EAGAIN) {
        writable.await();
      } else if (taken == -Errno.ENOBUFS && full < FULL_TRIES) {
        full++;
        LockSupport.parkNanos(FULL_NANOS);
      } else if (taken != -Errno.EINTR) {
        // The error may belong to an earlier datagram, whose ICMP answer has just come in; then
        // this one was not tried at all. So it gets a second chance before it is dropped.
        boolean others = errors.note(-taken, remote) && floods < MOST_FLOODS;
        gate.wake(); // the receiver tells it
        if (others) {
          floods++; // the next call fails by one that is left, and says nothing of this datagram
        } else {
          if (again && !stepDown(-taken, packets[0], batch.length(next))) {
            next += drop(batch, next, packets[0], -taken);
          }
          again = !again;
        }
      }
    }
    return sent;
  }

  private void stepUp() {
    if (pathChanged) {
      pathChanged = false;
      segments = maySegment;
      longestSegment = Integer.MAX_VALUE;
      saidTooLong = false;
    }
    if (longestSegment == Integer.MAX_VALUE) {
      return;
    }
    if (pathWidened || nanoTime.getAsLong() - shortenedAt >= TRY_AGAIN_NANOS) {
      longestSegment = Integer.MAX_VALUE;
    }
  }

  private DatagramRuns load(PacketBatch batch) {
    int bytes = batch.end() + batch.count() * prefix.length;
    DatagramRuns memory = runs;
    if (memory == null || memory.size() < bytes) {
      free(); // first: there may be no memory for both
      int size = Math.max(bytes, batch.size() + batch.capacity() * prefix.length);
      memory = new DatagramRuns(Math.min(MESSAGES, batch.capacity()), size);
      runs = memory;
    }
    if (prefix.length == 0) {
      memory.load(0, batch.array(), 0, batch.end());
    } else {
      for (int packet = 0; packet < batch.count(); packet++) {
        int at = place(batch, packet);
        memory.load(at, prefix, 0, prefix.length);
        memory.load(at + prefix.length, batch.array(), batch.offset(packet), batch.length(packet));
      }
    }
    return memory;
  }

  /** Where in the kernel's memory a packet lies, with its prefix. */
  private int place(PacketBatch batch, int packet) {
    return batch.offset(packet) + packet * prefix.length;
  }

  /** Makes messages of the packets from {@code next} on; returns how many. */
  private int compose(DatagramRuns memory, PacketBatch batch, int next) {
    int message = 0;
    int packet = next;
    while (message < memory.messages() && packet < batch.count()) {
      int segment = batch.length(packet);
      int bytes = segment;
      int end = packet + 1;
      if (segments && segment <= longestSegment) {
        while (end < batch.count()
            && end - packet < MOST_SEGMENTS
            && batch.length(end - 1) == segment
            && batch.length(end) <= segment
            && bytes + batch.length(end) <= MOST_BYTES
            && batch.trafficClass(end) == batch.trafficClass(packet)) {
          bytes += batch.length(end++);
        }
      }
      int count = end - packet;
      memory.set(message, place(batch, packet), bytes + prefix.length, count > 1 ? segment : 0);
      if (passTos) {
        memory.trafficClass(message, ipv6, batch.trafficClass(packet));
      }
      packets[message++] = count;
      packet = end;
    }
    return message;
  }

  /** Whether what was refused as segments can be tried one by one. */
  private boolean stepDown(int errno, int count, int segment) {
    if (count == 1) {
      return false;
    }
    switch (errno) {
      case Errno.EIO, Errno.EOPNOTSUPP -> {
        LOG.info("The network device takes no segments: datagrams go one by one from now on");
        segments = false;
      }
      case Errno.EINVAL, Errno.EMSGSIZE -> {
        if (!saidTooLong) {
          LOG.info("Datagrams of {} bytes are too long for segments: they go one by one", segment);
          saidTooLong = true;
        }
        longestSegment = segment - 1;
        pathWidened = false;
        shortenedAt = nanoTime.getAsLong();
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private int drop(PacketBatch batch, int first, int count, int errno) {
    for (int packet = first; packet < first + count; packet++) {
      batch.refuse(packet);
    }
    (errno == Errno.EMSGSIZE ? tooLong : refused).add(count);
    return count;
  }

  /** The path is another one. From any thread. */
  void pathChanged() {
    pathChanged = true;
  }

  /** The path lets through longer packets than before. From any thread. */
  void pathWidened() {
    pathWidened = true;
  }

  /** Datagrams that were longer than the path or the socket allows, and dropped. */
  long tooLong() {
    return tooLong.sum();
  }

  /** Datagrams for which the kernel had no route, no buffer or no permission, and dropped. */
  long refused() {
    return refused.sum();
  }

  /** A datagram was longer than any can be. */
  void countTooLong() {
    tooLong.increment();
  }

  /** Gives the memory back. */
  void free() {
    DatagramRuns there = runs;
    runs = null;
    if (there != null) {
      there.close();
    }
  }
}
