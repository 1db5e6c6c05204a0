package org.culvert.app.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Runs programs to their end, within a limit. */
final class Shell {
  private static final Duration SHORT = Duration.ofSeconds(20);

  private Shell() {}

  /**
   * A program that has ended.
   *
   * @param exit its status
   */
  record Result(List<String> command, int exit, String out, String err, Duration took) {
    /** This, when it succeeded. */
    Result orFail() {
      if (exit != 0) {
        throw new AssertionError(this.toString());
      }
      return this;
    }

    @Override
    public String toString() {
      return "%s%nexit %d after %d ms%n--- stdout%n%s%n--- stderr%n%s"
          .formatted(String.join(" ", command), exit, took.toMillis(), out, err);
    }
  }

  /** Runs a short command that has to succeed, and returns what it printed. */
  static String out(String... command) {
    return run(SHORT, Map.of(), "", List.of(command)).orFail().out();
  }

  /** Runs a short command whose failure does not matter. */
  static void tryOut(String... command) {
    run(SHORT, Map.of(), "", List.of(command));
  }

  /** Runs a command with {@code input} as its standard input; kills it when the limit is over. */
  static Result run(
      Duration limit, Map<String, String> environment, String input, List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    long start = System.nanoTime();
    try (var readers = Executors.newVirtualThreadPerTaskExecutor()) {
      Process process = builder.start();
      Future<String> out = readers.submit(() -> text(process.getInputStream()));
      Future<String> err = readers.submit(() -> text(process.getErrorStream()));
      try (var stdin = process.getOutputStream()) {
        stdin.write(input.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        // It ended without reading its input; its exit status tells more.
      }
      boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
      if (!ended) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
      }
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      Result result = new Result(command, process.exitValue(), out.get(), err.get(), took);
      if (!ended) {
        throw new AssertionError("killed after its limit of " + limit + ": " + result);
      }
      return result;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while running " + command, e);
    }
  }

  private static String text(InputStream stream) throws IOException {
    return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
  }
}
