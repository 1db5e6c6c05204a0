package org.culvert.helper.linux.udp;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.culvert.core.proxy.RelayHeader;
import org.culvert.helper.host.UdpRequest;
import org.culvert.helper.linux.port.Gate;
import org.culvert.helper.linux.port.Options;
import org.culvert.helper.linux.sys.DatagramSlots;
import org.culvert.helper.linux.sys.Errno;
import org.culvert.helper.linux.sys.InetSocket;
import org.culvert.helper.linux.sys.Readiness;
import org.culvert.helper.linux.sys.SysException;
import org.culvert.helper.linux.sys.UdpSocket;
import org.culvert.helper.path.DatagramPort;
import org.culvert.helper.path.KernelSocket;
import org.culvert.helper.path.PacketBatch;
import org.jspecify.annotations.Nullable;

/**
 * A connected UDP socket, a batch a system call ({@code recvmmsg}, {@code sendmmsg}). Receiver,
 * batch sender and single senders have a lock and memory each, so that a control packet never waits
 * behind a batch; close takes all three before the descriptor's number can become somebody else's.
 * Through a SOCKS proxy's relay it is the same, with a header that is in the sending memory
 * already.
 */
public final class LinuxUdp implements DatagramPort {
  /** Some 3000 full packets: 10 ms of 3 Gbit/s, which a loop may be late. */
  private static final int BUFFER_BYTES = 4 << 20;

  private static final int IP_PROTOCOL = 17;
  private static final int LARGEST_DATAGRAM = 65535;
  private static final int USUAL_DATAGRAM = 2048;

  private volatile InetSocketAddress remote;
  private final UdpSocket socket;
  private final boolean fixed;
  private final boolean passTos;
  private final Gate gate;
  private final Optional<Relay> relay;
  private final Optional<Elsewhere> elsewhere;
  private final AtomicReference<@Nullable NetworkError> error = new AtomicReference<>();
  private final ReentrantLock receiving = new ReentrantLock();
  private final Sender batches;
  private final Sender singles;
  private final SlotMemory incoming = new SlotMemory(new byte[0], DatagramSlots.Extra.NOTHING);
  private final LongAdder receivedTooLong = new LongAdder();
  private @Nullable InetAddress sendsFrom;
  private InetSocketAddress sender;

  private LinuxUdp(
      UdpRequest wanted,
      UdpSocket socket,
      boolean fixed,
      Gate gate,
      Optional<Relay> relay,
      Optional<Elsewhere> elsewhere)
      throws IOException {
    this.remote = wanted.remote();
    this.sender = wanted.remote();
    this.elsewhere = elsewhere;
    this.passTos = wanted.settings().passTos();
    this.socket = socket;
    this.fixed = fixed;
    this.gate = gate;
    this.relay = relay;
    byte[] header = relay.map(Relay::header).orElse(new byte[0]);
    boolean ipv6 = remote.getAddress() instanceof Inet6Address;
    this.batches =
        new Sender(
            !passTos
                ? new SlotMemory(header, DatagramSlots.Extra.NOTHING)
                : new SlotMemory(
                    header, ipv6 ? DatagramSlots.Extra.IPV6_CLASS : DatagramSlots.Extra.IPV4_TOS));
    this.singles = new Sender(new SlotMemory(header, DatagramSlots.Extra.NOTHING));
    this.sendsFrom = socket.local().getAddress();
  }

  /** Opens a socket in the calling thread's network namespace. */
  public static LinuxUdp open(UdpRequest wanted) throws IOException {
    return open(wanted, Optional.empty());
  }

  /** Opens a socket to a proxy's relay, and takes the relay over. */
  public static LinuxUdp open(UdpRequest wanted, Relay relay) throws IOException {
    return open(wanted, Optional.of(relay));
  }

  private static LinuxUdp open(UdpRequest wanted, Optional<Relay> relay) throws IOException {
    InetSocketAddress remote = wanted.remote();
    if (remote.isUnresolved()) {
      throw new IOException("the name " + remote.getHostString() + " is not resolved yet");
    }
    Optional<Elsewhere> elsewhere =
        wanted.floating() ? Optional.of(Elsewhere.open(wanted)) : Optional.empty();
    UdpSocket socket;
    try {
      socket = UdpSocket.open(remote.getAddress());
    } catch (IOException e) {
      elsewhere.ifPresent(Elsewhere::close);
      throw e;
    }
    try {
      Options.set(socket, wanted.settings(), OptionalInt.of(BUFFER_BYTES));
      if (elsewhere.isPresent()) {
        socket.sharePort();
        socket.bind(elsewhere.get().local());
      } else {
        Optional<InetSocketAddress> local = local(wanted);
        if (local.isPresent()) {
          socket.bind(local.get());
        }
      }
      socket.connect(remote);
      boolean fixed =
          wanted.local().filter(local -> !local.getAddress().isAnyLocalAddress()).isPresent();
      Optional<InetSocket> companion = elsewhere.map(Elsewhere::socket);
      Gate gate =
          Gate.of(
              socket, "the UDP socket to " + remote, companion.or(() -> relay.map(Relay::control)));
      try {
        return new LinuxUdp(wanted, socket, fixed, gate, relay, elsewhere);
      } catch (IOException | RuntimeException e) {
        gate.close();
        throw e;
      }
    } catch (IOException e) {
      socket.close();
      elsewhere.ifPresent(Elsewhere::close);
      throw e;
    }
  }

  /**
   * Where to bind to. A port that the kernel chose by itself is lost when the socket is connected
   * anew, and with it the data packets of a kernel that has taken them (kernel reference 9.2): so
   * for that we choose one.
   */
  private static Optional<InetSocketAddress> local(UdpRequest wanted) throws IOException {
    boolean chosen = wanted.local().filter(local -> local.getPort() != 0).isPresent();
    if (!wanted.kernel() || chosen) {
      return wanted.local();
    }
    InetSocketAddress any =
        wanted.local().orElseGet(() -> Elsewhere.anyLike(wanted.remote().getAddress()));
    try (UdpSocket probe = UdpSocket.open(wanted.remote().getAddress())) {
      probe.bind(any);
      return Optional.of(probe.local());
    }
  }

  @Override
  public void handOver(Taker taker) throws IOException {
    if (relay.isPresent() || elsewhere.isPresent()) {
      throw new IOException("the socket was not made for the kernel");
    }
    gate.ensureOpen();
    taker.take(new KernelSocket(socket.fd().number(), false, remote, socket.isIpv6()));
  }

  @Override
  public InetSocketAddress remote() {
    return remote;
  }

  @Override
  public InetSocketAddress sender() {
    return sender;
  }

  @Override
  public boolean moveTo(InetSocketAddress server) throws IOException {
    gate.ensureOpen();
    socket.disconnect();
    sendsFrom = null;
    socket.connect(server);
    sendsFrom = socket.local().getAddress();
    remote = server;
    return true;
  }

  @Override
  public int frontBytes() {
    return relay.map(there -> there.header().length).orElse(0);
  }

  @Override
  public boolean follow() {
    InetAddress before = sendsFrom;
    if (fixed || (before != null && isOurs(before))) {
      return false;
    }
    try {
      gate.ensureOpen();
      socket.disconnect();
      sendsFrom = null;
      socket.connect(remote);
      sendsFrom = socket.local().getAddress();
      return true;
    } catch (IOException e) {
      return false; // there is no way at present; the next call tries again
    }
  }

  @Override
  public boolean passesTos() {
    return passTos;
  }

  @Override
  public OptionalInt pathMtu() {
    return socket.pathMtu();
  }

  @Override
  public void buffers(OptionalInt send, OptionalInt receive) {
    Options.buffers(socket, send, receive);
  }

  /** Whether the address is one of this machine's still: only such a one can be bound. */
  private static boolean isOurs(InetAddress address) {
    try (UdpSocket probe = UdpSocket.open(address)) {
      probe.bind(new InetSocketAddress(address, 0));
      return true;
    } catch (IOException e) {
      return false;
    }
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
      int front = relay.isPresent() ? RelayHeader.USUAL_LONGEST : 0;
      DatagramSlots slots = incoming.exactly(batch.capacity(), batch.maxPacket() + front);
      while (true) {
        batch.clear();
        gate.ensureOpen();
        boolean woken = gate.woken();
        int received = socket.receive(slots);
        if (received > 0) {
          sender = remote;
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
          gate.readable().await();
          if (gate.readable().error() && drainErrors()) {
            return 0;
          }
          if (gate.readable().companion()) {
            if (relay.isPresent()) {
              relay.get().look();
            }
            if (elsewhere.isPresent() && receiveElsewhere(elsewhere.get(), batch)) {
              return 1;
            }
          }
        }
      }
    } finally {
      receiving.unlock();
    }
  }

  private boolean receiveElsewhere(Elsewhere other, PacketBatch batch) throws IOException {
    Optional<InetSocketAddress> from = other.receive(batch);
    from.ifPresent(address -> sender = address);
    return from.isPresent();
  }

  private int copyOut(DatagramSlots slots, int received, PacketBatch batch) {
    int kept = 0;
    for (int slot = 0; slot < received; slot++) {
      if (slots.truncated(slot)) {
        receivedTooLong.increment();
        continue;
      }
      int front = relay.isPresent() ? relay.get().headerLength(slots, slot) : 0;
      int length = slots.length(slot) - front;
      if (front < 0 || length < 0) {
        continue; // not from a relay
      }
      if (length > batch.maxPacket()) {
        receivedTooLong.increment();
        continue;
      }
      slots.get(slot, front, batch.array(kept), PacketBatch.HEADROOM, length);
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

  @Override
  public void wakeup() {
    gate.wake();
  }

  @Override
  public void close() {
    gate.end();
    receiving.lock();
    batches.lock.lock();
    singles.lock.lock();
    try {
      socket.close();
      relay.ifPresent(Relay::close);
      elsewhere.ifPresent(Elsewhere::close);
      gate.close();
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
    private final Readiness writable = gate.writable();
    final SlotMemory outgoing;
    final LongAdder tooLong = new LongAdder();
    final LongAdder refused = new LongAdder();

    Sender(SlotMemory outgoing) {
      this.outgoing = outgoing;
    }

    int send(PacketBatch batch) throws IOException {
      gate.ensureOpen();
      int largest = batch.maxPacket() + PacketBatch.HEADROOM + PacketBatch.TAILROOM;
      DatagramSlots slots = outgoing.atLeast(batch.capacity(), largest);
      for (int slot = 0; slot < batch.count(); slot++) {
        slots.put(slot, batch.array(slot), batch.offset(slot), batch.length(slot));
        if (passTos) {
          slots.trafficClass(slot, batch.trafficClass(slot));
        }
      }
      return flush(slots, batch.count(), batch);
    }

    void send(byte[] source, int offset, int length) throws IOException {
      gate.ensureOpen();
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
        gate.ensureOpen();
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
