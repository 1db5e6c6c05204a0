package org.culvert.helper.demo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import org.culvert.core.plan.TunnelPlan;
import org.culvert.helper.host.GiveUp;
import org.culvert.helper.host.HostNetwork;
import org.culvert.helper.host.Outer;
import org.culvert.helper.host.TcpRequest;
import org.culvert.helper.host.UdpRequest;
import org.culvert.helper.linux.tcp.LinuxTcp;
import org.culvert.helper.linux.udp.LinuxUdp;
import org.culvert.helper.path.DatagramPort;
import org.culvert.helper.path.PathClosedException;
import org.culvert.helper.path.TunDevice;

/** Real sockets, and devices that are queues. */
public class FakeMachine implements HostNetwork {
  final List<FakeDevice> devices = new CopyOnWriteArrayList<>();

  @Override
  public TunDevice openTun(Optional<String> wantedName) {
    FakeDevice device = new FakeDevice("fake" + devices.size());
    devices.add(device);
    return device;
  }

  @Override
  public DatagramPort openUdp(UdpRequest wanted) throws IOException {
    return LinuxUdp.open(wanted);
  }

  @Override
  public Optional<DatagramPort> openRelayed(
      TcpRequest proxy, InetSocketAddress server, GiveUp giveUp) throws IOException {
    throw new IOException("not here");
  }

  @Override
  public Optional<DatagramPort> openTcp(TcpRequest wanted, GiveUp giveUp)
      throws IOException, InterruptedException {
    return LinuxTcp.open(wanted, giveUp).map(port -> port);
  }

  @Override
  public List<String> apply(String device, TunnelPlan plan, Outer outer) {
    return List.of();
  }

  @Override
  public void reach(String device, Outer outer) {}

  @Override
  public List<String> repair(String device) {
    return List.of();
  }

  @Override
  public void release(String device) {}

  @Override
  public List<String> recover() {
    return new ArrayList<>();
  }

  /** A device whose other side is the test. */
  static final class FakeDevice implements TunDevice {
    // No packet is as short as these.
    private static final byte[] WAKE = {};
    private static final byte[] BREAK = {1};

    final LinkedBlockingDeque<byte[]> fromMachine = new LinkedBlockingDeque<>();
    final LinkedBlockingQueue<byte[]> toMachine = new LinkedBlockingQueue<>();
    private final String name;
    private volatile boolean closed;

    FakeDevice(String name) {
      this.name = name;
    }

    /** As if somebody removed it. */
    void vanish() {
      fromMachine.add(BREAK);
    }

    boolean isClosed() {
      return closed;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public boolean hasVirtioHeader() {
      return false;
    }

    @Override
    public boolean joinsUdp() {
      return false;
    }

    @Override
    public int read(byte[] target, int offset) throws IOException {
      byte[] packet = fromMachine.poll();
      if (closed) {
        throw new PathClosedException(name());
      }
      if (packet == null || packet.length == WAKE.length) {
        return 0;
      }
      if (packet.length == BREAK.length) {
        throw new IOException("File descriptor in bad state");
      }
      System.arraycopy(packet, 0, target, offset, packet.length);
      return packet.length;
    }

    @Override
    public void await() throws IOException {
      try {
        fromMachine.putFirst(fromMachine.takeFirst());
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }

    @Override
    public boolean write(byte[] source, int offset, int length) {
      toMachine.add(Arrays.copyOfRange(source, offset, offset + length));
      return true;
    }

    @Override
    public void wakeup() {
      fromMachine.add(WAKE);
    }

    @Override
    public void close() {
      closed = true;
      fromMachine.add(WAKE);
    }
  }
}
