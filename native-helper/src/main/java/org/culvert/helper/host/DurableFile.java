package org.culvert.helper.host;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A small text file that is on the disk when a call returns: either as it was or as it is to be,
 * never half. No lines, no file. For one thread at a time.
 */
public final class DurableFile {
  private final Path directory;
  private final Path file;
  private final Path next;

  /** Names it; the directory is made when it is first written. */
  public DurableFile(Path directory, String name) {
    this.directory = directory;
    this.file = directory.resolve(name);
    this.next = directory.resolve(name + ".new");
  }

  /** Where it is. */
  public Path path() {
    return file;
  }

  /** Its lines; none when it is not there. What an end in the midst of writing left is removed. */
  public List<String> read() throws IOException {
    Files.deleteIfExists(next);
    return Files.exists(file) ? Files.readAllLines(file, StandardCharsets.UTF_8) : List.of();
  }

  /** Replaces it as a whole, by renaming; removes it when there are no lines. */
  public void replace(List<String> lines) throws IOException {
    Files.createDirectories(directory);
    if (lines.isEmpty()) {
      Files.deleteIfExists(file);
    } else {
      try (FileChannel channel =
          FileChannel.open(
              next,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING)) {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(String.join("\n", lines) + "\n");
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
