package org.culvert.app.ui.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import org.culvert.app.ui.driver.WindowDriver;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("ui")
class FxThreadTest {
  private final List<String> done = new ArrayList<>();

  @BeforeAll
  static void start() {
    WindowDriver.startToolkit();
  }

  @Test
  void whatCameToAShutDoorComesInItsOrderOnceItIsUnlocked() throws InterruptedException {
    FxThread fx = FxThread.shut();
    CountDownLatch all = new CountDownLatch(3);
    fx.execute(() -> done.add("first"));
    Runnable update = fx.coalesced(() -> done.add("update"));
    update.run();
    update.run();
    WindowDriver.onFx(
        () -> {
          assertEquals(List.of(), done);
          fx.unlock();
          return done.add("unlocked");
        });
    for (int i = 0; i < 3; i++) {
      fx.execute(
          () -> {
            assertTrue(Platform.isFxApplicationThread());
            all.countDown();
          });
    }
    assertTrue(all.await(10, TimeUnit.SECONDS));
    assertEquals(List.of("unlocked", "first", "update"), WindowDriver.onFx(() -> done));
  }

  @Test
  void whoIsThereAlreadyDoesItAtOnce() {
    FxThread fx = FxThread.open();
    WindowDriver.onFx(
        () -> {
          fx.execute(() -> done.add("now"));
          return done.add("then");
        });
    assertEquals(List.of("now", "then"), WindowDriver.onFx(() -> done));
  }
}
