package org.culvert.helper.linux.udp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantLock;
import org.culvert.core.profile.MtuDiscovery;
import org.culvert.helper.host.UdpRequest;
import org.culvert.helper.linux.port.Gate;
import org.culvert.helper.linux.port.OffloadStep;
import org.culvert.helper.linux.port.Options;
import org.culvert.helper.linux.port.Passage;
import org.culvert.helper.linux.sys.Errno;
import org.culvert.helper.linux.sys.InetSocket;
import org.culvert.helper.linux.sys.UdpSocket;
import org.culvert.helper.path.DatagramPort;
import org.culvert.helper.path.DropText;
import org.culvert.helper.path.KernelSocket;
import org.culvert.helper.path.Moderation;
import org.culvert.helper.path.PacketBatch;
import org.jspecify.annotations.Nullable;

/**
 * A connected UDP socket, many datagrams a system call. Receiver, batch sender and single senders
 * have memory of their own, so that a control packet never waits behind a batch; close waits for
 * all three before the descriptor's number can become somebody else's. Through a SOCKS proxy's
 * relay it is the same, with a header in front of each datagram.
 */
public final class LinuxUdp implements DatagramPort {
  /**
   * The kernel doubles it and counts its own overhead in. Of what waits, {@link Backlog} lets stand
   * less than a quarter of it.
   */
  private static final int RECEIVE_BUFFER = 4 << 20;

  private static final int SEND_BUFFER = 1 << 20;

  private static final int IP_PROTOCOL = 17;
  private static final int LARGEST_DATAGRAM = 65535;
  private static final int USUAL_DATAGRAM = 2048;

  private volatile InetSocketAddress remote;
  private final UdpSocket socket;
  private final boolean fixed;
  private final boolean forKernel;
  private final boolean passTos;
  private final Gate gate;
  private final Optional<Relay> relay;
  private final Optional<Elsewhere> elsewhere;
  private final UdpErrors errors;
  private final UdpReceiver receiver;
  private final UdpSender batches;
  private final UdpSender singles;
  private final Moderation moderation;
  private final Passage receiving = new Passage();
  private final Passage sending = new Passage();
  private final ReentrantLock sendingSingles = new ReentrantLock();
  private PacketBatch single = new PacketBatch(1, USUAL_DATAGRAM);
  private boolean closed;

  /** As it was told last; 0 before. */
  private int lastPathMtu;

  /** Of this machine; null while it is connected to nobody, when whatever comes is a stranger's. */
  private volatile @Nullable InetAddress sendsFrom;

  private InetSocketAddress sender;

  /** Whether the last datagram was waited for. The receiver's. */
  private boolean waited;

  /** Whether the last datagram was waited for and came alone. The receiver's. */
  private boolean alone;

  private LinuxUdp(
      UdpRequest wanted,
      OffloadStep step,
      UdpSocket socket,
      Gate gate,
      Optional<Relay> relay,
      Optional<Elsewhere> elsewhere,
      Moderation moderation)
      throws IOException {
    this.remote = wanted.remote();
    this.sender = wanted.remote();
    this.elsewhere = elsewhere;
    this.passTos = wanted.settings().passTos();
    this.socket = socket;
    this.fixed =
        wanted.local().filter(local -> !local.getAddress().isAnyLocalAddress()).isPresent();
    this.forKernel = wanted.kernel();
    this.gate = gate;
    this.moderation = moderation;
    this.relay = relay;
    byte[] header = relay.map(Relay::header).orElse(new byte[0]);
    this.errors = new UdpErrors(socket::nextError);
    this.receiver = new UdpReceiver(socket, step, relay);
    boolean ipv6 = socket.isIpv6();
    UdpSender.Kernel oneByOne = (runs, _) -> socket.sendOne(runs);
    this.batches =
        new UdpSender(
            step == OffloadStep.SINGLE ? oneByOne : socket::send,
            ipv6,
            errors,
            gate,
            header,
            passTos,
            step == OffloadStep.SEGMENTS,
            System::nanoTime);
    this.singles =
        new UdpSender(oneByOne, ipv6, errors, gate, header, false, false, System::nanoTime);
    this.sendsFrom = socket.local().getAddress();
  }

  /** Opens a socket in the calling thread's network namespace, which does what the kernel can. */
  public static LinuxUdp open(UdpRequest wanted) throws IOException {
    return open(wanted, OffloadStep.SEGMENTS);
  }

  /** The same, with at most so much at once. */
  public static LinuxUdp open(UdpRequest wanted, OffloadStep step) throws IOException {
    return open(wanted, step, Optional.empty(), new Moderation());
  }

  /** Opens a socket to a proxy's relay, and takes the relay over. */
  public static LinuxUdp open(UdpRequest wanted, OffloadStep step, Relay relay) throws IOException {
    // A relay's header is in front of each datagram, so none are joined.
    OffloadStep most = step == OffloadStep.SEGMENTS ? OffloadStep.BATCH : step;
    return open(wanted, most, Optional.of(relay), new Moderation());
  }

  /**
   * Opens a socket on the port of another one, which must share it and is not connected; takes that
   * over, for what comes from elsewhere, unless it throws.
   */
  static LinuxUdp beside(UdpSocket unconnected, UdpRequest wanted, OffloadStep step)
      throws IOException {
    return connected(
        wanted, step, Optional.empty(), Optional.of(Elsewhere.of(unconnected)), new Moderation());
  }

  /** With pauses that a test holds in its hand. */
  static LinuxUdp open(
      UdpRequest wanted, OffloadStep step, Optional<Relay> relay, Moderation moderation)
      throws IOException {
    if (wanted.remote().isUnresolved()) {
      throw new IOException("the name " + wanted.remote().getHostString() + " is not resolved yet");
    }
    Optional<Elsewhere> elsewhere =
        wanted.floating() ? Optional.of(Elsewhere.open(wanted)) : Optional.empty();
    try {
      return connected(wanted, step, relay, elsewhere, moderation);
    } catch (IOException | RuntimeException e) {
      elsewhere.ifPresent(Elsewhere::close);
      throw e;
    }
  }

  private static LinuxUdp connected(
      UdpRequest wanted,
      OffloadStep step,
      Optional<Relay> relay,
      Optional<Elsewhere> elsewhere,
      Moderation moderation)
      throws IOException {
    InetSocketAddress remote = wanted.remote();
    UdpSocket socket = UdpSocket.open(remote.getAddress());
    try {
      // As the kernel does by itself, unless it was told otherwise for all: segments are never cut.
      socket.discoverMtu(MtuDiscovery.MAYBE);
      Options.set(
          socket, wanted.settings(), OptionalInt.of(SEND_BUFFER), OptionalInt.of(RECEIVE_BUFFER));
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
      Optional<InetSocket> companion = elsewhere.map(Elsewhere::socket);
      Gate gate =
          Gate.of(
              socket, "the UDP socket to " + remote, companion.or(() -> relay.map(Relay::control)));
      try {
        return new LinuxUdp(wanted, step, socket, gate, relay, elsewhere, moderation);
      } catch (IOException | RuntimeException e) {
        gate.close();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      socket.close();
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
    return Optional.of(
        Elsewhere.free(
            wanted.local().orElseGet(() -> Elsewhere.anyLike(wanted.remote().getAddress()))));
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
  public OptionalInt kernelFrom() throws IOException {
    return forKernel ? OptionalInt.of(socket.local().getPort()) : OptionalInt.empty();
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
    try {
      reconnect(server);
    } catch (IOException e) {
      reconnect(remote); // or it would hear and reach nobody
      throw e;
    }
    remote = server;
    batches.pathChanged();
    return true;
  }

  @Override
  public int frontBytes() {
    return relay.map(there -> there.header().length).orElse(0);
  }

  @Override
  public boolean follow() {
    InetAddress before = sendsFrom;
    if (before != null && (fixed || isOurs(before))) {
      return false;
    }
    try {
      gate.ensureOpen();
      reconnect(remote);
      batches.pathChanged();
      return true;
    } catch (IOException e) {
      return false; // there is no way at present; the next call tries again
    }
  }

  private void reconnect(InetSocketAddress to) throws IOException {
    socket.disconnect();
    sendsFrom = null;
    socket.connect(to);
    sendsFrom = socket.local().getAddress();
  }

  @Override
  public boolean passesTos() {
    return passTos;
  }

  @Override
  public OptionalInt pathMtu() {
    OptionalInt now = socket.pathMtu();
    if (now.isPresent()) {
      if (now.getAsInt() > lastPathMtu) {
        batches.pathWidened();
      }
      lastPathMtu = now.getAsInt();
    }
    return now;
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
    receiving.enter();
    try {
      batch.clear();
      while (true) {
        gate.ensureOpen();
        boolean woken = gate.woken();
        // Where the last datagram came alone, the next one is waited for without a look first.
        int fetched = alone ? -Errno.EAGAIN : receiver.keeps() ? 1 : receiver.fetch(batch);
        alone = false;
        if (fetched > 0) {
          sender = remote;
          receiver.handOut(batch);
          if (sendsFrom == null) {
            batch.clear();
          }
          if (batch.count() > 0) {
            alone = waited && batch.count() == 1 && !receiver.keeps();
            waited = false;
            moderation.came(batch.count());
            return batch.count();
          }
        } else if (fetched != -Errno.EAGAIN && fetched != -Errno.EINTR) {
          errors.note(-fetched, remote);
          return 0;
        }
        if (woken) {
          return 0;
        }
        if (fetched <= 0 && !moderation.pause()) {
          waited = true;
          if (await(batch)) {
            return batch.count();
          }
        }
      }
    } finally {
      receiving.leave();
    }
  }

  /** Returns whether to go back to the caller, with an error or with what came from elsewhere. */
  private boolean await(PacketBatch batch) throws IOException {
    gate.readable().await();
    if (gate.readable().error() && errors.drain()) {
      return true;
    }
    if (gate.readable().companion()) {
      if (relay.isPresent()) {
        relay.get().look();
      }
      Optional<InetSocketAddress> from =
          elsewhere.isPresent() ? elsewhere.get().receive(batch) : Optional.empty();
      if (from.isPresent()) {
        sender = from.get();
        return true;
      }
    }
    return false;
  }

  @Override
  public int send(PacketBatch batch) throws IOException {
    sending.enter();
    try {
      return batches.send(batch, remote);
    } finally {
      sending.leave();
    }
  }

  @Override
  public void send(byte[] source, int offset, int length) throws IOException {
    sendingSingles.lock();
    try {
      gate.ensureOpen();
      if (length > LARGEST_DATAGRAM) {
        singles.countTooLong();
        return;
      }
      if (length > single.maxPacket()) {
        single = new PacketBatch(1, LARGEST_DATAGRAM);
      }
      single.clear();
      single.add(source, offset, length);
      singles.send(single, remote);
    } finally {
      sendingSingles.unlock();
    }
  }

  @Override
  public Optional<NetworkError> takeError() {
    return errors.take();
  }

  @Override
  public Optional<String> dropped() {
    return drops().text();
  }

  Drops drops() {
    return new Drops(
        batches.tooLong() + singles.tooLong(),
        batches.refused() + singles.refused(),
        receiver.tooLong(),
        receiver.tooMany(),
        elsewhere.map(Elsewhere::tooLong).orElse(0L));
  }

  /**
   * Dropped datagrams.
   *
   * @param sentTooLong larger than the path or the socket allows
   * @param sentRefused for which the kernel had no route, no buffer or no permission
   * @param receivedTooLong larger than the receiver's batch is for
   * @param receivedTooMany long ones of which too many waited
   * @param elsewhereTooLong the same of those that did not come from the server's address
   */
  record Drops(
      long sentTooLong,
      long sentRefused,
      long receivedTooLong,
      long receivedTooMany,
      long elsewhereTooLong) {
    Optional<String> text() {
      return new DropText()
          .add(sentTooLong, "longer than the way to the server lets through")
          .add(sentRefused, "that this machine did not send")
          .add(receivedTooLong, "from the server that were longer than agreed")
          .add(receivedTooMany, "from the server that came faster than they could be opened")
          .add(elsewhereTooLong, "from other addresses that were longer than agreed")
          .text();
    }
  }

  @Override
  public void wakeup() {
    gate.wake();
  }

  @Override
  public void close() {
    gate.end();
    sendingSingles.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      receiving.awaitEmpty();
      sending.awaitEmpty();
      socket.close();
      relay.ifPresent(Relay::close);
      elsewhere.ifPresent(Elsewhere::close);
      gate.close();
      receiver.free();
      batches.free();
      singles.free();
    } finally {
      sendingSingles.unlock();
    }
  }
}
