package org.culvert.app.bus;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program of the desktop that lasts as long as a test wants. */
public final class Program implements AutoCloseable {
  private final Process process;

  private Program(Process process) {
    this.process = process;
  }

  /** Starts a program, of which nobody listens to what it says. */
  public static Program start(Map<String, String> environment, String... command)
      throws IOException {
    return new Program(
        launch(
            builder(environment, command).redirectOutput(ProcessBuilder.Redirect.DISCARD),
            command[0]));
  }

  /** Starts a program that reads something first, of which nobody listens to what it says. */
  public static Program startFed(Map<String, String> environment, byte[] input, String... command)
      throws IOException {
    Process process =
        launch(
            builder(environment, command)
                .redirectInput(ProcessBuilder.Redirect.PIPE)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD),
            command[0]);
    try (OutputStream in = process.getOutputStream()) {
      in.write(input);
    }
    return new Program(process);
  }

  /** Starts a program that says a line once it is ready, and adds the line to {@code said}. */
  public static Program startTalking(
      Map<String, String> environment, List<String> said, String... command) throws IOException {
    Process process = launch(builder(environment, command), command[0]);
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    String line = out.readLine();
    if (line == null) {
      throw new AssertionError(command[0] + " ended without a word");
    }
    said.add(line.strip());
    return new Program(process);
  }

  /** Runs a program to its end, and returns what it wrote. */
  public static byte[] run(Map<String, String> environment, String... command) throws IOException {
    Process process = launch(builder(environment, command), command[0]);
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

  /** Whether it is over. */
  public boolean hasEnded() {
    return !process.isAlive();
  }

  private static Process launch(ProcessBuilder builder, String program) {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new AssertionError(
          program
              + " is missing; ./verify installs it (apt-get install "
              + packageOf(program)
              + ")",
          e);
    }
  }

  private static String packageOf(String program) {
    return switch (program) {
      case "gnome-keyring-daemon" -> "gnome-keyring";
      case "import" -> "imagemagick";
      case "Xvfb" -> "xvfb";
      default -> program;
    };
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
