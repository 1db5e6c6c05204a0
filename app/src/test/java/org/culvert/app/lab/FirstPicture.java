package org.culvert.app.lab;

import java.awt.AWTException;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.image.DataBufferInt;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Looks at the screen until a program that was started has drawn all of its window. */
final class FirstPicture {
  private static final Rectangle PLACE = new Rectangle(0, 0, 600, 400);
  private static final Duration STEP = Duration.ofMillis(10);

  /** A picture that has stayed for so long is the whole one. */
  private static final Duration CALM = Duration.ofSeconds(2);

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Robot robot;

  FirstPicture() throws AWTException {
    robot = new Robot();
  }

  /**
   * Milliseconds since the program was started.
   *
   * @param first until it had drawn something
   * @param whole until what it had drawn did not change any more
   */
  record Times(double first, double whole) {}

  /** Starts a program, looks until its window is whole, and ends it. */
  Times of(String name, Path log, Map<String, String> environment, List<String> command) {
    int before = picture();
    long start = System.nanoTime();
    Running program = Running.start(name, log, environment, command);
    try {
      return watch(program, before, start);
    } finally {
      program.kill();
      Await.until("the window of " + name + " to go", PATIENCE, () -> picture() == before);
    }
  }

  private Times watch(Running program, int before, long start) {
    long first = 0;
    long changed = start;
    int last = before;
    while (first == 0 || System.nanoTime() - changed < CALM.toNanos()) {
      if (!program.alive() || System.nanoTime() - start > PATIENCE.toNanos()) {
        throw new AssertionError(program.name() + " has not drawn a window:\n" + program.log());
      }
      int now = picture();
      if (now != last) {
        last = now;
        changed = System.nanoTime();
        first = first == 0 ? changed : first;
      }
      LockSupport.parkNanos(STEP.toNanos());
    }
    return new Times((first - start) / 1e6, (changed - start) / 1e6);
  }

  private int picture() {
    var image = robot.createScreenCapture(PLACE);
    return Arrays.hashCode(((DataBufferInt) image.getRaster().getDataBuffer()).getData());
  }
}
