package org.culvert.app.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class BusWorkerTest {
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final BusWorker worker =
      new BusWorker("worker", e -> told.add(String.valueOf(e.getMessage())));

  @Test
  void whatFailsIsToldAndTheNextThingIsDone() throws Exception {
    CountDownLatch done = new CountDownLatch(1);
    worker.later(
        () -> {
          throw new IOException("gone");
        });
    worker.later(
        () -> {
          throw new ClassCastException("an answer of another kind");
        });
    worker.later(done::countDown);
    done.await();
    assertEquals(List.of("gone", "an answer of another kind"), told);
  }

  @Test
  void whatComesBeforeTheEndIsDoneAndWhatComesAfterItIsNot() throws Exception {
    CountDownLatch done = new CountDownLatch(1);
    worker.later(() -> told.add("before"));
    worker.later(done::countDown);
    worker.close();
    worker.later(() -> told.add("after"));
    done.await();
    assertEquals(List.of("before"), told);
  }
}
