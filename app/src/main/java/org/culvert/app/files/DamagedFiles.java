package org.culvert.app.files;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Puts files aside that cannot be understood: what was in them is never lost.
 *
 * @param clock gives their new names
 */
public record DamagedFiles(InstantSource clock) {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** Gives a file a name beside it that no other has, and returns where it is now. */
  public Path putAside(Path file) throws IOException {
    return aside(file, Files::move);
  }

  /** The same with a copy: the file stays until another takes its place. */
  public Path copyAside(Path file) throws IOException {
    return aside(file, (from, to) -> Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES));
  }

  private Path aside(Path file, Way way) throws IOException {
    String name = String.valueOf(file.getFileName());
    String start = name.replaceFirst("\\.json$", "") + "-" + STAMP.format(clock.instant());
    Path aside = file.resolveSibling(start + ".json.damaged");
    for (int number = 2; true; number++) {
      try {
        return way.bring(file, aside);
      } catch (FileAlreadyExistsException e) {
        aside = file.resolveSibling(start + "-" + number + ".json.damaged");
      }
    }
  }

  @FunctionalInterface
  private interface Way {
    Path bring(Path from, Path to) throws IOException;
  }
}
