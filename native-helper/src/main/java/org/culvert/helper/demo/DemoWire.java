package org.culvert.helper.demo;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.culvert.core.api.LogLine;
import org.culvert.core.data.DataChannel;
import org.culvert.core.data.DataSettings;
import org.culvert.core.data.InBandMessage;
import org.culvert.core.demo.DemoPeer;
import org.culvert.core.keys.DataKeys;
import org.culvert.core.wire.Opcode;
import org.culvert.helper.path.PathClosedException;
import org.culvert.helper.path.TunDevice;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves the demo peer's packets between a UDP socket and a TUN device without virtio headers. One
 * thread receives and owns the peer, one reads the device.
 */
final class DemoWire implements AutoCloseable, DemoPeer.Outputs {
  /** Where it listens: named, because which loopback address is the usual one is a setting. */
  static final InetAddress ADDRESS = InetAddress.ofLiteral("127.0.0.1");

  private static final Logger LOG = LoggerFactory.getLogger(DemoWire.class);
  private static final int MAX_DATAGRAM = 4096;
  private static final int SOCKET_BUFFER = 2 << 20;

  private final DatagramChannel socket;
  private final Selector selector;
  private final TunDevice tun;
  private final DemoPeer peer;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Thread inThread;
  private final Thread outThread;
  private volatile @Nullable DataChannel channel;
  private volatile @Nullable SocketAddress client;

  /** Where the packet in hand came from. The receiving thread's. */
  private @Nullable SocketAddress sender;

  private DemoWire(DatagramChannel socket, TunDevice tun, DemoPeer peer) throws IOException {
    this.socket = socket;
    this.tun = tun;
    this.peer = peer;
    this.selector = Selector.open();
    socket.configureBlocking(false);
    socket.register(selector, SelectionKey.OP_READ);
    this.inThread = Thread.ofPlatform().name("demo-in").daemon().unstarted(this::receiveAll);
    this.outThread = Thread.ofPlatform().name("demo-out").daemon().unstarted(this::sendAll);
  }

  /**
   * A socket on a port of this machine's loopback.
   *
   * @throws BindException when somebody has it
   */
  static DatagramChannel openSocket(int port) throws IOException {
    DatagramChannel socket = DatagramChannel.open();
    try {
      socket.bind(new InetSocketAddress(ADDRESS, port));
      socket.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER);
      socket.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** Starts; owns socket and device from now on. */
  static DemoWire start(DatagramChannel socket, TunDevice tun, DemoPeer peer) throws IOException {
    DemoWire wire = new DemoWire(socket, tun, peer);
    wire.inThread.start();
    wire.outThread.start();
    return wire;
  }

  private static long now() {
    return System.nanoTime() / 1_000_000;
  }

  private void receiveAll() {
    ByteBuffer datagram = ByteBuffer.allocate(MAX_DATAGRAM);
    byte[] opened = new byte[MAX_DATAGRAM];
    try {
      while (!closed.get()) {
        long wait = peer.nextDeadline() - now();
        selector.select(Math.clamp(wait, 1, 1_000));
        selector.selectedKeys().clear();
        for (SocketAddress from = receive(datagram); from != null; from = receive(datagram)) {
          accept(from, datagram.array(), datagram.position(), opened);
        }
        DataChannel open = channel;
        peer.tick(
            now(),
            open == null ? -1 : open.newestKeyIdReceived(),
            open != null && open.needsRenegotiation(),
            this);
      }
    } catch (ClosedChannelException | PathClosedException e) {
      LOG.debug("the demo server's socket or device was closed");
    } catch (Throwable e) {
      LOG.warn("the demo server stopped receiving", e);
    }
  }

  private @Nullable SocketAddress receive(ByteBuffer datagram) throws IOException {
    datagram.clear();
    return socket.receive(datagram);
  }

  private void accept(SocketAddress from, byte[] bytes, int length, byte[] opened)
      throws IOException {
    if (length == 0) {
      return;
    }
    boolean data = Opcode.of(bytes[0]).filter(Opcode::isData).isPresent();
    sender = from;
    if (!data) {
      peer.receive(now(), bytes, 0, length, this);
      return;
    }
    DataChannel open = channel;
    if (open == null) {
      return;
    }
    int plain = open.open(bytes, 0, length, opened, 0);
    if (plain >= 0) {
      heard();
    }
    if (plain > 0 && InBandMessage.classify(opened, 0, plain) == InBandMessage.NONE) {
      tun.write(opened, 0, plain);
    }
  }

  private void sendAll() {
    byte[] packet = new byte[TunDevice.LARGEST_PACKET];
    byte[] sealed = new byte[MAX_DATAGRAM + DataChannel.MAX_OVERHEAD + DataChannel.SPILL];
    try {
      while (!closed.get()) {
        int length = tun.read(packet, 0);
        if (length == 0) {
          tun.await();
        } else if (length <= MAX_DATAGRAM) {
          send(packet, length, sealed);
        }
      }
    } catch (ClosedChannelException | PathClosedException e) {
      LOG.debug("the demo server's socket or device was closed");
    } catch (Throwable e) {
      LOG.warn("the demo server stopped sending", e);
    }
  }

  private void send(byte[] packet, int length, byte[] sealed) throws IOException {
    DataChannel open = channel;
    SocketAddress to = client;
    if (open != null && to != null) {
      int datagram = open.seal(packet, 0, length, sealed, 0);
      if (datagram > 0) {
        socket.send(ByteBuffer.wrap(sealed, 0, datagram), to);
      }
    }
  }

  private DataChannel requireChannel() {
    DataChannel open = channel;
    if (open == null) {
      throw new IllegalStateException("keys before a channel");
    }
    return open;
  }

  @Override
  public void send(byte[] datagram) {
    SocketAddress to = client;
    if (to == null) {
      return;
    }
    try {
      socket.send(ByteBuffer.wrap(Arrays.copyOf(datagram, datagram.length)), to);
    } catch (IOException e) {
      LOG.debug("a control packet was not sent: {}", e.getMessage());
    }
  }

  /** Anybody on this machine can send to the port: only the session's own packets move it. */
  @Override
  public void heard() {
    client = sender;
  }

  @Override
  public void openDataChannel(DataSettings settings) {
    DataChannel before = channel;
    channel = new DataChannel(settings);
    if (before != null) {
      before.close();
    }
  }

  @Override
  public void install(DataKeys keys) {
    requireChannel().install(keys);
  }

  @Override
  public void activate(int keyId) {
    requireChannel().activate(keyId);
  }

  @Override
  public void retire(int keyId) {
    requireChannel().retire(keyId);
  }

  @Override
  public void gone(String reason) {
    LOG.info("demo server: {}", reason);
  }

  @Override
  public void log(LogLine.Level level, String text) {
    LOG.debug("demo server: {}", text);
  }

  @Override
  public void close() {
    closed.set(true);
    tun.wakeup();
    selector.wakeup();
    try {
      inThread.join();
      outThread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    tun.close();
    try {
      selector.close();
      socket.close();
    } catch (IOException e) {
      LOG.debug("closing the demo server's socket: {}", e.getMessage());
    }
    DataChannel open = channel;
    if (open != null) {
      open.close();
    }
  }
}
