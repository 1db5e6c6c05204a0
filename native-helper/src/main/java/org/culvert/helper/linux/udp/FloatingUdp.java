package org.culvert.helper.linux.udp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.OptionalInt;
import org.culvert.helper.host.UdpRequest;
import org.culvert.helper.linux.port.OffloadStep;
import org.culvert.helper.path.DatagramPort;
import org.culvert.helper.path.DropText;
import org.culvert.helper.path.PacketBatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A UDP port whose data packets the kernel takes, from whichever address the server sends: a
 * connected socket would never show it those from another (kernel reference 9.4). When the kernel
 * does not take them after all, a connected one stands beside it, on the same port, and is as fast
 * as any.
 */
public final class FloatingUdp implements DatagramPort {
  private static final Logger LOG = LoggerFactory.getLogger(FloatingUdp.class);

  private final UdpRequest wanted;
  private final OffloadStep step;
  private final UnconnectedUdp forKernel;

  /** What carries the packets; only the thread that closes the port changes it. */
  private volatile DatagramPort now;

  /** What the last packets came by. For the receiver. */
  private DatagramPort heard;

  /** How large the buffers are to be, as was asked for last. */
  private Buffers buffers = new Buffers(OptionalInt.empty(), OptionalInt.empty());

  private record Buffers(OptionalInt send, OptionalInt receive) {}

  private FloatingUdp(UdpRequest wanted, OffloadStep step, UnconnectedUdp forKernel) {
    this.wanted = wanted;
    this.step = step;
    this.forKernel = forKernel;
    this.now = forKernel;
    this.heard = forKernel;
  }

  /**
   * Opens a socket in the calling thread's network namespace.
   *
   * @param step with at most so much at once, should the kernel not take the packets
   */
  public static FloatingUdp open(UdpRequest wanted, OffloadStep step) throws IOException {
    return new FloatingUdp(wanted, step, UnconnectedUdp.open(wanted));
  }

  /** In the network namespace of the calling thread, which has to be that of the first socket. */
  @Override
  public boolean keep() {
    if (now != forKernel) {
      return true;
    }
    UdpRequest here =
        new UdpRequest(forKernel.remote(), wanted.local(), wanted.settings(), true, false);
    try {
      DatagramPort connected = LinuxUdp.beside(forKernel.socket(), here, step);
      connected.buffers(buffers.send(), buffers.receive());
      forKernel.giveAway();
      now = connected;
      return true;
    } catch (IOException e) {
      LOG.warn("no connected socket beside the kernel's: {}", e.getMessage(), e);
      return false;
    }
  }

  @Override
  public void handOver(Taker taker) throws IOException {
    now.handOver(taker);
  }

  @Override
  public OptionalInt kernelFrom() throws IOException {
    return now.kernelFrom();
  }

  @Override
  public InetSocketAddress remote() {
    return now.remote();
  }

  @Override
  public InetSocketAddress sender() {
    return heard.sender();
  }

  @Override
  public boolean moveTo(InetSocketAddress server) throws IOException {
    return now.moveTo(server);
  }

  @Override
  public boolean follow() {
    return now.follow();
  }

  @Override
  public int ipProtocol() {
    return now.ipProtocol();
  }

  @Override
  public int frontBytes() {
    return now.frontBytes();
  }

  @Override
  public OptionalInt pathMtu() {
    return now.pathMtu();
  }

  @Override
  public void buffers(OptionalInt send, OptionalInt receive) {
    buffers = new Buffers(send, receive);
    now.buffers(send, receive);
  }

  @Override
  public boolean passesTos() {
    return now.passesTos();
  }

  @Override
  public int receive(PacketBatch batch) throws IOException {
    DatagramPort from = now;
    int count = from.receive(batch);
    heard = from;
    return count;
  }

  @Override
  public int send(PacketBatch batch) throws IOException {
    return now.send(batch);
  }

  @Override
  public void send(byte[] source, int offset, int length) throws IOException {
    now.send(source, offset, length);
  }

  @Override
  public Optional<NetworkError> takeError() {
    return now.takeError();
  }

  @Override
  public Optional<String> dropped() {
    DatagramPort last = now;
    DropText text = new DropText().add(forKernel.dropped());
    return last == forKernel ? text.text() : text.add(last.dropped()).text();
  }

  @Override
  public void wakeup() {
    now.wakeup();
  }

  @Override
  public void close() {
    forKernel.close();
    if (now != forKernel) {
      now.close();
    }
  }
}
