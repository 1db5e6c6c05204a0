package org.culvert.helper.path.userspace;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import org.culvert.helper.path.PacketBatch;
import org.culvert.helper.path.TunDevice;

/** A device without a machine. */
final class FakeTun implements TunDevice {
  final LinkedBlockingQueue<List<byte[]>> outgoing = new LinkedBlockingQueue<>();
  final List<byte[]> written = new ArrayList<>();
  int refuseLongerThan = Integer.MAX_VALUE;

  @Override
  public String name() {
    return "fake0";
  }

  @Override
  public int read(PacketBatch batch) throws IOException {
    batch.clear();
    try {
      List<byte[]> packets = outgoing.take();
      for (byte[] packet : packets) {
        if (packet.length > batch.maxPacket()) {
          throw new IOException("a packet of " + packet.length + " bytes fits into no slot");
        }
        System.arraycopy(
            packet, 0, batch.array(batch.count()), PacketBatch.HEADROOM, packet.length);
        batch.set(batch.count(), PacketBatch.HEADROOM, packet.length);
        batch.setCount(batch.count() + 1);
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    return batch.count();
  }

  @Override
  public synchronized int write(PacketBatch batch) {
    int taken = 0;
    for (int slot = 0; slot < batch.count(); slot++) {
      if (batch.length(slot) > refuseLongerThan) {
        batch.refuse(slot);
      } else {
        written.add(FakePort.copy(batch, slot));
        taken++;
      }
    }
    return taken;
  }

  @Override
  public void wakeup() {
    outgoing.add(List.of());
  }

  @Override
  public void close() {}
}
