package org.culvert.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.culvert.app.files.PrivateFiles;

/**
 * A text in a file for another program, in a folder that nobody else can look into: what an editor
 * puts beside it goes with it. It also goes when this process is told to end, unless it is kept.
 */
final class PrivateCopy implements AutoCloseable {
  private final Path folder;
  private final Path file;
  private final String original;
  private volatile boolean kept;
  private final Thread ending = Thread.ofPlatform().unstarted(this::remove);

  private PrivateCopy(Path folder, Path file, String original) {
    this.folder = folder;
    this.file = file;
    this.original = original;
    Runtime.getRuntime().addShutdownHook(ending);
  }

  /**
   * Writes the text into a new file.
   *
   * @param environment may name a folder in memory, which is better than one on a disk
   */
  static PrivateCopy of(Map<String, String> environment, String name, String text)
      throws IOException {
    Path memory = Path.of(environment.getOrDefault("XDG_RUNTIME_DIR", ""));
    Path parent =
        memory.isAbsolute() && Files.isWritable(memory)
            ? memory
            : Path.of(System.getProperty("java.io.tmpdir", "/tmp"));
    Path folder =
        Files.createTempDirectory(
            parent,
            "culvert-edit-",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    PrivateCopy copy =
        new PrivateCopy(folder, folder.resolve(name.replaceAll("[^\\w.-]", "-") + ".ovpn"), text);
    try {
      PrivateFiles.create(copy.file, text.getBytes(UTF_8));
    } catch (IOException e) {
      copy.close();
      throw e;
    }
    return copy;
  }

  Path file() {
    return file;
  }

  /** The text as it is now. */
  String text() throws IOException {
    return Files.readString(file);
  }

  /**
   * Lets the file outlive this process, still for its owner alone, where another program changed
   * it.
   *
   * @return where it is; empty when there is nothing to keep
   */
  Optional<Path> keep() {
    try {
      if (!Arrays.equals(Files.readAllBytes(file), original.getBytes(UTF_8))) {
        // Many editors write a new file in the place of the old one.
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        kept = true;
        return Optional.of(file);
      }
    } catch (IOException e) {
      // The editor took it away, or nobody may read it.
    }
    return Optional.empty();
  }

  /** Overwrites and removes it, unless it is kept, and all that is beside it. */
  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(ending);
    remove();
  }

  private void remove() {
    try (Stream<Path> found = Files.walk(folder)) {
      List<Path> all =
          found
              .filter(each -> !kept || !file.startsWith(each))
              .sorted(Comparator.reverseOrder())
              .toList();
      for (Path each : all) {
        if (Files.isRegularFile(each) && !Files.isSymbolicLink(each)) {
          Files.write(each, new byte[Math.toIntExact(Files.size(each))]);
        }
        Files.deleteIfExists(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + folder, e);
    }
  }
}
