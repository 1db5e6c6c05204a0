package org.culvert.app.tray.dbus;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program of the desktop that lasts as long as a test wants. */
final class Program implements AutoCloseable {
  private final Process process;

  private Program(Process process) {
    this.process = process;
  }

  /** Starts a program, of which nobody listens to what it says. */
  static Program start(Map<String, String> environment, String... command) throws IOException {
    return new Program(
        builder(environment, command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start());
  }

  /** Starts a program that says a line once it is ready, and adds the line to {@code said}. */
  static Program startTalking(Map<String, String> environment, List<String> said, String... command)
      throws IOException {
    Process process = builder(environment, command).start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    String line = out.readLine();
    if (line == null) {
      throw new AssertionError(command[0] + " ended without a word");
    }
    said.add(line.strip());
    return new Program(process);
  }

  /** Runs a program to its end, and returns what it wrote. */
  static byte[] run(Map<String, String> environment, String... command) throws IOException {
    Process process = builder(environment, command).start();
    byte[] out = process.getInputStream().readAllBytes();
    try {
      if (process.waitFor() != 0) {
        throw new AssertionError(String.join(" ", command) + " failed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
    return out;
  }

  boolean hasEnded() {
    return !process.isAlive();
  }

  private static ProcessBuilder builder(Map<String, String> environment, String... command) {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().remove("DBUS_SESSION_BUS_ADDRESS");
    builder.environment().remove("WAYLAND_DISPLAY");
    builder.environment().putAll(environment);
    return builder;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
