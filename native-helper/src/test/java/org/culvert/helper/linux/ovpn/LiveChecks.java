package org.culvert.helper.linux.ovpn;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** What {@link LiveDriver} asks of the machine, and how it judges. */
final class LiveChecks {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

  private LiveChecks() {}

  /** Something that is tried. */
  interface Trial {
    void run() throws Exception;
  }

  static void equal(Object expected, Object found) {
    if (!expected.equals(found)) {
      throw new AssertionError("expected <" + expected + ">, found <" + found + ">");
    }
  }

  static void holds(boolean condition, Object what) {
    if (!condition) {
      throw new AssertionError(String.valueOf(what));
    }
  }

  static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long until = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > until) {
        throw new AssertionError("waited in vain for: " + what);
      }
      Thread.sleep(20);
    }
  }

  static String run(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor();
      return output.strip();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  static String ip(String... arguments) {
    List<String> command = new ArrayList<>(List.of("ip"));
    command.addAll(List.of(arguments));
    return run(command.toArray(String[]::new));
  }

  static Exception refusal(Trial trial) {
    try {
      trial.run();
    } catch (Exception e) {
      System.out.println("   said: " + e.getMessage());
      return e;
    }
    throw new AssertionError("was not refused");
  }
}
