package org.culvert.helper.path.userspace;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.culvert.helper.path.DatagramPort;
import org.culvert.helper.path.PacketBatch;

/** A socket without a network. */
final class FakePort implements DatagramPort {
  final LinkedBlockingQueue<List<byte[]>> incoming = new LinkedBlockingQueue<>();
  final List<byte[]> sent = new CopyOnWriteArrayList<>();
  volatile int lastCapacity;
  int ipProtocol = 17;
  boolean passTos;
  boolean oneStream;

  /** Batches wait for it. */
  CountDownLatch room = new CountDownLatch(0);

  /** How many batches have come so far. */
  final AtomicInteger waiting = new AtomicInteger();

  /** Of what was sent in batches. */
  final List<Integer> trafficClasses = new ArrayList<>();

  int refuseLongerThan = Integer.MAX_VALUE;
  private final InetSocketAddress remote;
  InetSocketAddress sender;

  FakePort(String host, int port) {
    this.remote = new InetSocketAddress(host, port);
    this.sender = remote;
  }

  static byte[] copy(PacketBatch batch, int slot) {
    int offset = batch.offset(slot);
    return Arrays.copyOfRange(batch.array(), offset, offset + batch.length(slot));
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
  public int frontBytes() {
    return 0;
  }

  @Override
  public boolean follow() {
    return false;
  }

  @Override
  public OptionalInt pathMtu() {
    return OptionalInt.empty();
  }

  @Override
  public void buffers(OptionalInt send, OptionalInt receive) {}

  @Override
  public boolean passesTos() {
    return passTos;
  }

  @Override
  public int ipProtocol() {
    return ipProtocol;
  }

  @Override
  public int receive(PacketBatch batch) throws IOException {
    lastCapacity = batch.size();
    batch.clear();
    try {
      for (byte[] datagram : incoming.take()) {
        batch.add(datagram, 0, datagram.length);
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    return batch.count();
  }

  @Override
  public boolean isOneStream() {
    return oneStream;
  }

  @Override
  public int send(PacketBatch batch) throws IOException {
    waiting.incrementAndGet();
    try {
      room.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    int taken = 0;
    for (int slot = 0; slot < batch.count(); slot++) {
      if (batch.length(slot) > refuseLongerThan) {
        batch.refuse(slot);
      } else {
        sent.add(copy(batch, slot));
        trafficClasses.add(batch.trafficClass(slot));
        taken++;
      }
    }
    return taken;
  }

  @Override
  public void send(byte[] source, int offset, int length) {
    sent.add(Arrays.copyOfRange(source, offset, offset + length));
  }

  @Override
  public Optional<NetworkError> takeError() {
    return Optional.empty();
  }

  @Override
  public void wakeup() {
    incoming.add(List.of());
  }

  @Override
  public void close() {}
}
