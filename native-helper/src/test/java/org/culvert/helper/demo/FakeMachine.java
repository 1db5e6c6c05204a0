package org.culvert.helper.demo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
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
import org.culvert.helper.path.PacketBatch;
import org.culvert.helper.path.PathClosedException;
import org.culvert.helper.path.TunDevice;

/** Real sockets, and devices that are queues. */
public final class FakeMachine implements HostNetwork {
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

    final LinkedBlockingQueue<byte[]> fromMachine = new LinkedBlockingQueue<>();
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
    public int read(PacketBatch batch) throws IOException {
      batch.clear();
      byte[] packet;
      try {
        packet = fromMachine.take();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      if (closed) {
        throw new PathClosedException(name);
      }
      if (packet.length == BREAK.length) {
        throw new IOException("File descriptor in bad state");
      }
      if (packet.length != WAKE.length) {
        System.arraycopy(packet, 0, batch.array(0), PacketBatch.HEADROOM, packet.length);
        batch.set(0, PacketBatch.HEADROOM, packet.length);
        batch.setCount(1);
      }
      return batch.count();
    }

    @Override
    public int write(PacketBatch batch) {
      for (int slot = 0; slot < batch.count(); slot++) {
        int offset = batch.offset(slot);
        toMachine.add(Arrays.copyOfRange(batch.array(slot), offset, offset + batch.length(slot)));
      }
      return batch.count();
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
