package org.culvert.app.files;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    String name = String.valueOf(file.getFileName());
    String start = name.replaceFirst("\\.json$", "") + "-" + STAMP.format(clock.instant());
    Path aside = file.resolveSibling(start + ".json.damaged");
    for (int number = 2; true; number++) {
      try {
        return Files.move(file, aside);
      } catch (FileAlreadyExistsException e) {
        aside = file.resolveSibling(start + "-" + number + ".json.damaged");
      }
    }
  }
}
