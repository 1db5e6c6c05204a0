package org.culvert.helper.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class LookupsTest {
  private final Lookups lookups = new Lookups();

  @Test
  void noVirtualThreadIsHeldInNativeCode() {
    assertFalse(
        CompletableFuture.supplyAsync(() -> Thread.currentThread().isVirtual(), lookups).join());
  }

  @Test
  void thoseThatAreNeverAnsweredPileUpNoThreads() throws Exception {
    Semaphore begun = new Semaphore(0);
    CountDownLatch answered = new CountDownLatch(1);
    for (int i = 0; i < 2 * Lookups.AT_ONCE; i++) {
      lookups.execute(
          () -> {
            begun.release();
            try {
              answered.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
    }
    begun.acquire(Lookups.AT_ONCE);
    assertEquals(0, begun.availablePermits());
    answered.countDown();
    begun.acquire(Lookups.AT_ONCE);
  }
}
