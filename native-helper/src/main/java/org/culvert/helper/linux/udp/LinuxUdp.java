package org.culvert.helper.linux.udp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.culvert.helper.linux.sys.DatagramSlots;
import org.culvert.helper.linux.sys.Errno;
import org.culvert.helper.linux.sys.Readiness;
import org.culvert.helper.linux.sys.SysException;
import org.culvert.helper.linux.sys.UdpSocket;
import org.culvert.helper.linux.sys.Wakeup;
import org.culvert.helper.path.DatagramPort;
import org.culvert.helper.path.PacketBatch;
import org.culvert.helper.path.PathClosedException;
import org.jspecify.annotations.Nullable;

/**
 * A connected UDP socket, a batch a system call ({@code recvmmsg}, {@code sendmmsg}). Receiver,
 * batch sender and single senders have a lock and memory each, so that a control packet never waits
 * behind a batch; close takes all three before the descriptor's number can become somebody else's.
 */
public final class LinuxUdp implements DatagramPort {
  /** Some 3000 full packets: 10 ms of 3 Gbit/s, which a loop may be late. */
  private static final int BUFFER_BYTES = 4 << 20;

  private static final int IP_PROTOCOL = 17;
  private static final int LARGEST_DATAGRAM = 65535;
  private static final int USUAL_DATAGRAM = 2048;

  private final InetSocketAddress remote;
  private final UdpSocket socket;
  private final Wakeup wakeup;
  private final Readiness readable;
  private final Wakeup closing;
  private final AtomicReference<@Nullable NetworkError> error = new AtomicReference<>();
  private final ReentrantLock receiving = new ReentrantLock();
  private final Sender batches;
  private final Sender singles;
  private final SlotMemory incoming = new SlotMemory();
  private volatile boolean closed;
  private final LongAdder receivedTooLong = new LongAdder();

  private LinuxUdp(InetSocketAddress remote, UdpSocket socket, Wakeup wakeup, Wakeup closing) {
    this.remote = remote;
    this.socket = socket;
    this.wakeup = wakeup;
    this.closing = closing;
    this.readable = Readiness.toRead(socket.fd(), wakeup);
    this.batches = new Sender();
    this.singles = new Sender();
  }

  /**
   * Opens a socket in the calling thread's network namespace.
   *
   * @param local address and port to bind to, of the remote's family; empty for any
   */
  public static LinuxUdp open(InetSocketAddress remote, Optional<InetSocketAddress> local)
      throws IOException {
    if (remote.isUnresolved()) {
      throw new IOException("the name " + remote.getHostString() + " is not resolved yet");
    }
    UdpSocket socket = UdpSocket.open(remote.getAddress());
    try {
      socket.requestBuffers(BUFFER_BYTES);
      if (local.isPresent()) {
        socket.bind(local.get());
      }
      socket.connect(remote);
      Wakeup wakeup = new Wakeup();
      try {
        return new LinuxUdp(remote, socket, wakeup, new Wakeup());
      } catch (IOException | RuntimeException e) {
        wakeup.close();
        throw e;
      }
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  @Override
  public InetSocketAddress remote() {
    return remote;
  }

  @Override
  public int ipProtocol() {
    return IP_PROTOCOL;
  }

  /** The address and port of this end. */
  public InetSocketAddress local() throws IOException {
    return socket.local();
  }

  @Override
  public int receive(PacketBatch batch) throws IOException {
    receiving.lock();
    try {
      batch.clear();
      ensureOpen();
      DatagramSlots slots = incoming.exactly(batch.capacity(), batch.maxPacket());
      while (true) {
        batch.clear();
        ensureOpen();
        boolean woken = wakeup.signalled();
        if (woken) {
          wakeup.clear();
          ensureOpen();
        }
        int received = socket.receive(slots);
        if (received > 0) {
          int kept = copyOut(slots, received, batch);
          if (kept > 0) {
            return kept;
          }
        } else if (received != -Errno.EAGAIN && received != -Errno.EINTR) {
          noteError(-received);
          return 0;
        }
        if (woken) {
          return 0;
        }
        if (received <= 0) {
          readable.await();
          if (readable.error() && drainErrors()) {
            return 0;
          }
        }
      }
    } finally {
      receiving.unlock();
    }
  }

  private int copyOut(DatagramSlots slots, int received, PacketBatch batch) {
    int kept = 0;
    for (int slot = 0; slot < received; slot++) {
      if (slots.truncated(slot)) {
        receivedTooLong.increment();
        continue;
      }
      int length = slots.length(slot);
      slots.get(slot, batch.array(kept), PacketBatch.HEADROOM, length);
      batch.set(kept, PacketBatch.HEADROOM, length);
      kept++;
    }
    batch.setCount(kept);
    return kept;
  }

  @Override
  public int send(PacketBatch batch) throws IOException {
    batches.lock.lock();
    try {
      return batches.send(batch);
    } finally {
      batches.lock.unlock();
    }
  }

  @Override
  public void send(byte[] source, int offset, int length) throws IOException {
    singles.lock.lock();
    try {
      singles.send(source, offset, length);
    } finally {
      singles.lock.unlock();
    }
  }

  @Override
  public Optional<NetworkError> takeError() {
    return Optional.ofNullable(error.getAndSet(null));
  }

  /** Datagrams that were dropped so far, and why. */
  public Drops drops() {
    return new Drops(
        batches.tooLong.sum() + singles.tooLong.sum(),
        batches.refused.sum() + singles.refused.sum(),
        receivedTooLong.sum());
  }

  /**
   * Dropped datagrams.
   *
   * @param sentTooLong larger than the path or the socket allows
   * @param sentRefused for which the kernel had no route, no buffer or no permission
   * @param receivedTooLong larger than a slot of the receiver's batch
   */
  public record Drops(long sentTooLong, long sentRefused, long receivedTooLong) {}

  /** Remembers an error that a call returned, and empties the queue that it came from. */
  private void noteError(int errno) throws IOException {
    if (errno == Errno.EBADF || errno == Errno.EFAULT) {
      throw new SysException("UDP to " + remote, errno);
    }
    error.set(networkError(errno));
    drainErrors();
  }

  private boolean drainErrors() {
    boolean any = false;
    for (int errno = socket.nextError(); errno != 0; errno = socket.nextError()) {
      error.set(networkError(errno));
      any = true;
    }
    return any;
  }

  private static NetworkError networkError(int errno) {
    return switch (errno) {
      case Errno.ECONNREFUSED -> NetworkError.PORT_UNREACHABLE;
      case Errno.EHOSTUNREACH -> NetworkError.HOST_UNREACHABLE;
      case Errno.ENETUNREACH, Errno.ENETDOWN -> NetworkError.NETWORK_UNREACHABLE;
      case Errno.EMSGSIZE -> NetworkError.MESSAGE_TOO_LONG;
      default -> NetworkError.OTHER;
    };
  }

  private void ensureOpen() throws PathClosedException {
    if (closed) {
      throw new PathClosedException("the UDP socket to " + remote);
    }
  }

  @Override
  public void wakeup() {
    wakeup.signal();
  }

  @Override
  public void close() {
    closed = true;
    wakeup.signal();
    closing.signal();
    receiving.lock();
    batches.lock.lock();
    singles.lock.lock();
    try {
      socket.close();
      wakeup.close();
      closing.close();
      incoming.free();
      batches.outgoing.free();
      singles.outgoing.free();
    } finally {
      singles.lock.unlock();
      batches.lock.unlock();
      receiving.unlock();
    }
  }

  /** One way into the socket, with its own memory; its methods are called with the lock held. */
  private final class Sender {
    final ReentrantLock lock = new ReentrantLock();
    private final Readiness writable = Readiness.toWrite(socket.fd(), closing);
    final SlotMemory outgoing = new SlotMemory();
    final LongAdder tooLong = new LongAdder();
    final LongAdder refused = new LongAdder();

    int send(PacketBatch batch) throws IOException {
      ensureOpen();
      int largest = batch.maxPacket() + PacketBatch.HEADROOM + PacketBatch.TAILROOM;
      DatagramSlots slots = outgoing.atLeast(batch.capacity(), largest);
      for (int slot = 0; slot < batch.count(); slot++) {
        slots.put(slot, batch.array(slot), batch.offset(slot), batch.length(slot));
      }
      return flush(slots, batch.count(), batch);
    }

    void send(byte[] source, int offset, int length) throws IOException {
      ensureOpen();
      if (length > LARGEST_DATAGRAM) {
        tooLong.increment();
        return;
      }
      DatagramSlots slots = outgoing.atLeast(1, Math.max(length, USUAL_DATAGRAM));
      slots.put(0, source, offset, length);
      flush(slots, 1, null);
    }

    private int flush(DatagramSlots slots, int end, @Nullable PacketBatch batch)
        throws IOException {
      int next = 0;
      int sent = 0;
      boolean again = false;
      while (next < end) {
        ensureOpen();
        int taken = socket.send(slots, next, end);
        if (taken > 0) {
          next += taken;
          sent += taken;
          again = false;
        } else if (taken == -Errno.EAGAIN) {
          writable.await();
        } else if (taken != -Errno.EINTR) {
          // The error may belong to an earlier datagram, whose ICMP answer has just come in; then
          // this one was not tried at all. So it gets a second chance before it is dropped.
          noteError(-taken);
          if (again) {
            countDrop(-taken);
            if (batch != null) {
              batch.refuse(next);
            }
            next++;
          }
          again = !again;
        }
      }
      return sent;
    }

    private void countDrop(int errno) {
      if (errno == Errno.EMSGSIZE) {
        tooLong.increment();
      } else {
        refused.increment();
      }
    }
  }
}
