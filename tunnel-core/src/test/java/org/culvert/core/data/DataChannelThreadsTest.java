package org.culvert.core.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.culvert.core.keys.DataCipher;
import org.junit.jupiter.api.Test;

/** Keys come and go while packets are sealed and opened. */
class DataChannelThreadsTest {
  private static final int PACKETS = 20_000;
  private static final byte[] END = {};

  private final DataChannel client = source().channel(7);
  private final DataChannel server = source().channel(7);
  private final ArrayBlockingQueue<byte[]> wire = new ArrayBlockingQueue<>(64);
  private final AtomicBoolean done = new AtomicBoolean();

  /** Whose ciphers are tried. */
  Sources source() {
    return Sources.JDK;
  }

  @Test
  void changingKeysUnderLoadNeverSpoilsAPacket() throws Exception {
    change(0);
    try (var threads = Executors.newFixedThreadPool(3)) {
      var sealing = threads.submit(this::sealAll);
      var opening = threads.submit(this::openAll);
      var changing = threads.submit((Callable<Integer>) this::changeKeys);
      assertTrue(sealing.get(60, TimeUnit.SECONDS) > 0);
      assertTrue(opening.get(60, TimeUnit.SECONDS) > 0);
      assertTrue(changing.get(60, TimeUnit.SECONDS) > 0);
    }
    assertEquals(0, server.counters().droppedNotAuthentic());
    assertEquals(0, server.counters().droppedMalformed());
  }

  private int sealAll() throws InterruptedException {
    byte[] memory = new byte[300];
    int sealed = 0;
    try {
      for (int i = 0; i < PACKETS; i++) {
        int length = client.seal(memory, 64, 100, memory, 40);
        if (length > 0) {
          assertTrue(wire.offer(Arrays.copyOfRange(memory, 40, 40 + length), 20, TimeUnit.SECONDS));
          sealed++;
        }
      }
    } finally {
      done.set(true);
      assertTrue(wire.offer(END, 20, TimeUnit.SECONDS));
    }
    return sealed;
  }

  private int openAll() throws InterruptedException {
    byte[] target = new byte[300];
    int opened = 0;
    for (byte[] next = wire.take(); next.length > 0; next = wire.take()) {
      opened += server.open(next, 0, next.length, target, 0) == 100 ? 1 : 0;
    }
    return opened;
  }

  private int changeKeys() {
    int changes = 0;
    while (!done.get()) {
      changes++;
      change(changes & 7);
      client.retire((changes - 1) & 7);
      server.retire((changes - 2) & 7);
    }
    return changes;
  }

  private void change(int keyId) {
    server.install(DataChannelTest.keys(keyId, DataCipher.AES_128_GCM, false));
    client.install(DataChannelTest.keys(keyId, DataCipher.AES_128_GCM, true));
    client.activate(keyId);
  }
}
