package org.culvert.helper.path.userspace;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.LinkedBlockingQueue;
import org.culvert.helper.path.TunDevice;
import org.jspecify.annotations.Nullable;

/** A device without a machine. */
final class FakeTun implements TunDevice {
  final LinkedBlockingQueue<List<byte[]>> outgoing = new LinkedBlockingQueue<>();
  private final Queue<byte[]> next = new ArrayDeque<>();
  final List<byte[]> written = new ArrayList<>();
  Runnable beforeRead = () -> {};
  boolean virtioHeader;
  int refuseLongerThan = Integer.MAX_VALUE;

  @Override
  public String name() {
    return "fake0";
  }

  @Override
  public boolean hasVirtioHeader() {
    return virtioHeader;
  }

  @Override
  public boolean joinsUdp() {
    return false;
  }

  @Override
  public synchronized int read(byte[] target, int offset) {
    beforeRead.run();
    byte[] packet = next.isEmpty() && outgoing.peek() == null ? null : take();
    if (packet == null) {
      return 0;
    }
    System.arraycopy(packet, 0, target, offset, packet.length);
    return packet.length;
  }

  private byte @Nullable [] take() {
    while (next.isEmpty()) {
      List<byte[]> more = outgoing.poll();
      if (more == null) {
        return null;
      }
      next.addAll(more);
    }
    return next.remove();
  }

  @Override
  public void await() throws IOException {
    try {
      next.addAll(outgoing.take());
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Override
  public synchronized boolean write(byte[] source, int offset, int length) {
    if (length > refuseLongerThan) {
      return false;
    }
    written.add(Arrays.copyOfRange(source, offset, offset + length));
    return true;
  }

  @Override
  public void wakeup() {
    outgoing.add(List.of());
  }

  @Override
  public void close() {}
}
