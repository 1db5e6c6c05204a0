package org.culvert.app.ui.driver;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;

/** Starts JavaFX once for all tests of this process. */
final class Toolkit {
  private static final CountDownLatch STARTED = new CountDownLatch(1);
  private static boolean asked;

  private Toolkit() {}

  static synchronized void start() {
    if (asked) {
      return;
    }
    String display = System.getenv("DISPLAY");
    if (display == null || display.isBlank()) {
      throw new AssertionError(
          "these tests need a display: start Xvfb :87 -screen 0 1600x1200x24 and set DISPLAY=:87");
    }
    asked = true;
    Platform.startup(
        () -> {
          Platform.setImplicitExit(false);
          STARTED.countDown();
        });
    try {
      if (!STARTED.await(30, TimeUnit.SECONDS)) {
        throw new AssertionError("JavaFX did not start on display " + display);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
