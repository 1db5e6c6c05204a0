package org.culvert.helper.linux.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program of the system, by its absolute path. It gets a clean environment, and only so much time
 * and of its words as is good for us.
 *
 * @param patienceSeconds after so long it is killed
 */
public record Program(Path path, int patienceSeconds) {
  private static final int LONGEST_WORDS = 500;

  /**
   * Runs it to its end.
   *
   * @throws IOException with its last words when it does not end well, or in time
   */
  public void run(List<String> arguments, String input) throws IOException {
    List<String> command = new ArrayList<>(List.of(path.toString()));
    command.addAll(arguments);
    Path output = Files.createTempFile("culvert-program", "");
    try (InputStream words = Files.newInputStream(output)) {
      Process process = start(command, output);
      try (var stdin = process.getOutputStream()) {
        stdin.write(input.getBytes(StandardCharsets.US_ASCII));
      } catch (IOException e) {
        // It ended without reading; its status tells more.
      }
      if (!process.waitFor(patienceSeconds, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException("it did not end within " + patienceSeconds + " s");
      }
      if (process.exitValue() != 0) {
        throw new IOException("it ended with status " + process.exitValue() + read(words));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the helper is ending", e);
    } finally {
      Files.deleteIfExists(output);
    }
  }

  /** The file has no name any more once it runs: nothing is left behind however we end. */
  private static Process start(List<String> command, Path output) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(Path.of("/").toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    Process process = builder.start();
    var _ = output.toFile().delete(); // what fails here is told at the end
    return process;
  }

  private static String read(InputStream output) throws IOException {
    String words =
        new String(output.readNBytes(LONGEST_WORDS), StandardCharsets.UTF_8)
            .strip()
            .replaceAll("\\p{Cntrl}+", " ");
    return words.isEmpty() ? "" : ": " + words;
  }
}
