package org.culvert.helper.linux.dns;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;

/**
 * Reads and replaces a file that every program of the machine may read at any moment. One char of a
 * text is one byte of the file.
 */
final class ResolvConfFile {
  private static final String EVERYBODY_READS = "rw-r--r--";

  private ResolvConfFile() {}

  /** The file that a link leads to, whether it is there or not. */
  static Path target(Path file) throws IOException {
    try {
      return file.toRealPath();
    } catch (NoSuchFileException e) {
      return Files.isSymbolicLink(file)
          ? file.resolveSibling(Files.readSymbolicLink(file)).normalize()
          : file;
    }
  }

  /** Its text; empty when it is not there. */
  static Optional<String> read(Path file) throws IOException {
    try {
      return Optional.of(Files.readString(file, StandardCharsets.ISO_8859_1));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /**
   * Replaces the text, or removes the file. Readers see the old one or the new one, unless the file
   * cannot be replaced: in containers and by {@code ip netns exec} it is a mount of its own, which
   * takes no other file's place, and is written into.
   */
  static void write(Path file, Optional<String> text) throws IOException {
    if (text.isEmpty()) {
      Files.deleteIfExists(file);
      return;
    }
    ByteBuffer bytes = StandardCharsets.ISO_8859_1.encode(text.get());
    try {
      replace(file, bytes.duplicate());
    } catch (FileSystemException replacing) {
      // No place beside it, or not to be moved there; a full disk is another matter.
      if (!Files.exists(file)) {
        throw replacing;
      }
      try {
        writeInto(file, bytes);
      } catch (IOException writing) {
        writing.addSuppressed(replacing);
        throw writing;
      }
    }
  }

  private static void replace(Path file, ByteBuffer bytes) throws IOException {
    Path next = file.resolveSibling("." + file.getFileName() + ".culvert");
    try {
      writeInto(next, bytes);
      takeAfter(file, next);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(next);
    }
  }

  private static void writeInto(Path file, ByteBuffer bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  /** Gives the new file the owner and the rights of the old one. */
  private static void takeAfter(Path old, Path fresh) throws IOException {
    if (!Files.exists(old)) {
      Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString(EVERYBODY_READS));
      return;
    }
    for (Map.Entry<String, Object> each :
        Files.readAttributes(old, "unix:uid,gid,mode", LinkOption.NOFOLLOW_LINKS).entrySet()) {
      Files.setAttribute(fresh, "unix:" + each.getKey(), each.getValue());
    }
  }
}
