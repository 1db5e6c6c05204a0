package org.culvert.helper.path.userspace;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.culvert.core.api.Batches;
import org.culvert.core.data.CipherSource;
import org.culvert.core.data.DataChannel;
import org.culvert.core.data.DataSettings;
import org.culvert.core.keys.DataKeys;
import org.culvert.helper.path.DatagramPort;
import org.culvert.helper.path.Moderation;
import org.culvert.helper.path.PathTraffic;
import org.culvert.helper.path.TunDevice;
import org.jspecify.annotations.Nullable;

/**
 * The data path of one connection attempt: a socket, from the first datagram on; a data channel,
 * once the server has pushed; a TUN device, once it is configured. Methods are for the session's
 * thread, except {@link #traffic()}.
 */
public final class UserspacePath implements AutoCloseable {
  /** Servers whose MTU is a little above ours exist; OpenVPN, too, takes that much from them. */
  private static final int LEAST_LARGEST_PACKET = 1600;

  /** Packets of each kind that wait for the out loop; who misses more of them sends again. */
  private static final int MOST_BESIDE = 64;

  private static final Duration FAREWELL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final DatagramPort port;
  private final ControlSink control;
  private final Supplier<CipherSource> ciphers;
  private final String threadName;
  private final AtomicReference<@Nullable DataChannel> channel = new AtomicReference<>();
  private final AtomicReference<@Nullable TunDevice> tun = new AtomicReference<>();
  private final Drops drops = new Drops();
  private final InLoop inLoop;
  private final Thread inThread;
  private final Queue<byte[]> inBand = new ConcurrentLinkedQueue<>();
  private final Queue<byte[]> controlPackets = new ConcurrentLinkedQueue<>();
  private volatile @Nullable OutLoop outLoop;
  private @Nullable Thread outThread;

  /** Begins to receive. Owns the port from now on. */
  public UserspacePath(
      DatagramPort port, ControlSink control, Supplier<CipherSource> ciphers, String threadName) {
    this.port = port;
    this.control = control;
    this.ciphers = ciphers;
    this.threadName = threadName;
    this.inLoop = new InLoop(port, control, channel, tun, drops);
    this.inThread = start(inLoop, threadName + "-in");
  }

  private static Thread start(Runnable loop, String name) {
    return Thread.ofPlatform().name(name).daemon().start(loop);
  }

  /**
   * Sends a control packet, without waiting for what else is sent: in a stream, once packets are
   * carried, the out loop takes it along.
   */
  public void send(byte[] datagram) throws IOException {
    TunDevice device = tun.get();
    if (device == null || !port.isOneStream()) {
      port.send(datagram, 0, datagram.length);
    } else {
      beside(controlPackets, datagram, device);
    }
  }

  private void beside(Queue<byte[]> queue, byte[] packet, TunDevice device) {
    if (queue.size() < MOST_BESIDE) {
      queue.add(packet.clone());
    } else {
      drops.add(Drops.Reason.NO_ROOM, 1);
    }
    device.wakeup();
  }

  /** As {@link DatagramPort#follow}. */
  public boolean follow() {
    return port.follow();
  }

  /** As {@link DatagramPort#pathMtu}. */
  public OptionalInt pathMtu() {
    return port.pathMtu();
  }

  /** As {@link DatagramPort#moveTo}; what is carried goes to the new address from then on. */
  public boolean moveTo(InetSocketAddress server) throws IOException {
    return port.moveTo(server);
  }

  /** As {@link DatagramPort#remote}. */
  public InetSocketAddress remote() {
    return port.remote();
  }

  /** As {@link DatagramPort#buffers}. */
  public void buffers(OptionalInt send, OptionalInt receive) {
    port.buffers(send, receive);
  }

  /** From now on data packets are understood. */
  public void openDataChannel(DataSettings settings) {
    boolean gcm = settings.format().cipher().isGcm();
    channel.set(new DataChannel(settings, gcm ? ciphers.get() : CipherSource.jdk()));
  }

  /** Hands over receiving keys; they are wiped by the channel. */
  public void install(DataKeys keys) {
    requireChannel().install(keys);
  }

  /** Sends with this key from now on. */
  public void activate(int keyId) {
    requireChannel().activate(keyId);
  }

  /** Forgets this key. */
  public void retire(int keyId) {
    requireChannel().retire(keyId);
  }

  /**
   * Seals and sends a packet of our own, such as a ping. One thread seals: once packets are carried
   * that is the out loop's.
   */
  public void sendInBand(byte[] payload) throws IOException {
    TunDevice device = tun.get();
    if (device != null) {
      beside(inBand, payload, device);
      return;
    }
    byte[] datagram = new byte[payload.length + DataChannel.MAX_OVERHEAD + DataChannel.SPILL];
    int length = requireChannel().seal(payload, 0, payload.length, datagram, 0);
    if (length > 0) {
      port.send(datagram, 0, length);
    }
  }

  private DataChannel requireChannel() {
    DataChannel open = channel.get();
    if (open == null) {
      throw new IllegalStateException("the data channel is not open yet");
    }
    return open;
  }

  /**
   * Begins to carry packets, or goes on with another MTU: what the device holds meanwhile waits.
   * The device stays the caller's: it outlives this path, so that a reconnect keeps it.
   *
   * @param mtu the device's
   * @param maxMssIpv4 what TCP handshakes through the tunnel may announce; 0 leaves them alone
   */
  public void attach(TunDevice device, int mtu, int maxMssIpv4) {
    tun.set(device); // before the in loop is woken: what comes first finds its way
    inLoop.carry(Math.max(mtu, LEAST_LARGEST_PACKET), maxMssIpv4);
    OutLoop.Limits limits = new OutLoop.Limits(mtu, maxMssIpv4, port.remote());
    OutLoop before = outLoop;
    if (before != null && before.serves(device)) {
      before.limit(limits);
      return;
    }
    stopOut();
    OutLoop loop =
        new OutLoop(
            device,
            port,
            requireChannel(),
            control,
            limits,
            new OutLoop.Beside(inBand, controlPackets),
            drops,
            new Moderation(),
            counted(before));
    outLoop = loop;
    outThread = start(loop, threadName + "-out");
  }

  private static OutLoop.Counted counted(@Nullable OutLoop loop) {
    return loop == null ? OutLoop.Counted.NOTHING : loop.counted();
  }

  /** A loop that a server holds up, which takes nothing more, ends with the whole path. */
  private void stopOut() {
    OutLoop out = outLoop;
    Thread thread = outThread;
    if (out != null && thread != null) {
      out.stop();
      join(thread, PATIENCE);
      if (thread.isAlive()) {
        control.failed(ControlSink.Broken.SOCKET, "the server takes no more packets");
        port.close();
        join(thread);
      }
    }
  }

  /** The counters so far. From any thread. */
  public PathTraffic traffic() {
    DataChannel open = channel.get();
    if (open == null) {
      return PathTraffic.NONE;
    }
    var counters = open.counters();
    OutLoop.Counted sent = counted(outLoop);
    return new PathTraffic(
        counters.receivedPackets(),
        counters.sentPackets(),
        inLoop.payloadBytes(),
        sent.payloadBytes(),
        inLoop.payloadPackets(),
        sent.payloadPackets(),
        counters.droppedCompressed(),
        counters.droppedFraming(),
        open.newestKeyIdReceived(),
        open.needsRenegotiation(),
        open.epoch(),
        Optional.of(new Batches(inLoop.moved(), sent.moved())));
  }

  /** Data packets that came while there was no data channel to open them. From any thread. */
  public long dataAside() {
    return inLoop.dataAside();
  }

  /** Datagrams of our own that came out of the tunnel and were dropped. From any thread. */
  public long routedIntoItself() {
    return counted(outLoop).routedIntoItself();
  }

  /**
   * What was dropped here so far, for the log; what the port dropped is told by itself. Empty for
   * nothing; complete once the path is closed.
   */
  public Optional<String> dropped() {
    DataChannel open = channel.get();
    return open == null ? Optional.empty() : drops.text(open.counters());
  }

  /** Ends both loops and closes the socket; the device stays open. */
  @Override
  public void close() {
    OutLoop out = outLoop;
    Thread outLoopThread = outThread;
    if (out != null && outLoopThread != null) {
      out.stop();
      // A farewell may wait to be sent; a socket that takes nothing more ends the wait.
      join(outLoopThread, FAREWELL);
    }
    inLoop.stop();
    port.close();
    join(inThread);
    if (outLoopThread != null) {
      join(outLoopThread);
    }
    DataChannel open = channel.get();
    if (open != null) {
      open.close();
    }
  }

  private static void join(Thread thread, Duration most) {
    try {
      thread.join(most);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void join(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
