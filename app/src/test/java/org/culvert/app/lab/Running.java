package org.culvert.app.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.concurrent.TimeUnit;

/** A program in the background, its output in a file. */
final class Running implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final String name;
  private final Process process;
  private final Path log;

  private Running(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /** Starts it; its output is appended to {@code log}. */
  static Running start(
      String name, Path log, Map<String, String> environment, List<String> command) {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      return new Running(name, process, log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What it is called in messages. */
  String name() {
    return name;
  }

  /**
   * Its process id: {@code ip netns exec} and the launchers replace themselves by what they run.
   */
  long pid() {
    return process.pid();
  }

  /** Whether it still runs. */
  boolean alive() {
    return process.isAlive();
  }

  /** All that it has printed. */
  String log() {
    try {
      return Files.exists(log)
          ? new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
          : "(no output)";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until it has printed the text; fails early when it has ended. */
  Running awaitOutput(String text, Duration limit) {
    Await.until(
        name + " prints \"" + text + "\"", limit, () -> log().contains(text) || !process.isAlive());
    if (!log().contains(text)) {
      throw new AssertionError(name + " ended with " + process.exitValue() + ":\n" + log());
    }
    return this;
  }

  /** How often the text was printed. */
  int count(String text) {
    String all = log();
    int count = 0;
    for (int at = all.indexOf(text); at >= 0; at = all.indexOf(text, at + text.length())) {
      count++;
    }
    return count;
  }

  /** SIGINT, as from the keyboard, and waits for the end. */
  void interrupt() {
    Shell.out("kill", "-INT", Long.toString(pid()));
    awaitEnd(PATIENCE);
  }

  /** SIGKILL, and waits for the end. */
  void kill() {
    process.destroyForcibly();
    awaitEnd(PATIENCE);
  }

  /** Waits for the end and returns the exit status. */
  int awaitEnd(Duration limit) {
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError(name + " did not end within " + limit + ":\n" + log());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for " + name, e);
    }
    return process.exitValue();
  }

  /** SIGTERM, then SIGKILL for who does not listen. */
  @Override
  public void close() {
    process.destroy();
    try {
      awaitEnd(PATIENCE);
    } catch (AssertionError stubborn) {
      kill();
      throw stubborn;
    }
  }

  /** User and system time so far, in seconds; the process must be alive. */
  double cpuSeconds() {
    String stat = read("/proc/" + pid() + "/stat");
    // proc(5): utime and stime are fields 14 and 15, in hundredths; the one after the name is the
    // 3rd.
    try (Scanner fields = new Scanner(stat.substring(stat.lastIndexOf(')') + 1))) {
      for (int i = 3; i < 14; i++) {
        fields.next();
      }
      return (fields.nextLong() + fields.nextLong()) / 100.0;
    }
  }

  /** Resident memory in MB. */
  double residentMegabytes() {
    return read("/proc/" + pid() + "/status")
            .lines()
            .filter(line -> line.startsWith("VmRSS:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .sum()
        / 1024.0;
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
