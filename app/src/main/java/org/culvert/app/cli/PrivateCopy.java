package org.culvert.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.culvert.app.files.PrivateFiles;

/**
 * A text in a file for another program, in a folder that nobody else can look into: what an editor
 * puts beside it goes with it. It also goes when this process is told to end.
 */
final class PrivateCopy implements AutoCloseable {
  private final Path folder;
  private final Path file;
  private final Thread ending = Thread.ofPlatform().unstarted(this::remove);

  private PrivateCopy(Path folder, Path file) {
    this.folder = folder;
    this.file = file;
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
        new PrivateCopy(folder, folder.resolve(name.replaceAll("[^\\w.-]", "-") + ".ovpn"));
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

  /** Overwrites and removes it, and all that is beside it. */
  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(ending);
    remove();
  }

  private void remove() {
    try (Stream<Path> found = Files.walk(folder)) {
      List<Path> all = found.sorted(Comparator.reverseOrder()).toList();
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
