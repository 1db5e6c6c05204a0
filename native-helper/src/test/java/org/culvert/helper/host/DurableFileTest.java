package org.culvert.helper.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that is never half. */
final class DurableFileTest {
  @TempDir private Path directory;

  private List<String> names() throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void linesComeBackAndNoLinesAreNoFile() throws IOException {
    DurableFile file = new DurableFile(directory, "journal");
    assertEquals(List.of(), file.read());
    file.replace(List.of("one", "two"));
    assertEquals(List.of("one", "two"), file.read());
    assertEquals(List.of("journal"), names());
    file.replace(List.of());
    assertEquals(List.of(), names());
  }

  @Test
  void whatWasHalfWrittenWhenTheProcessWasKilledGoesWhenTheFileIsRead() throws IOException {
    new DurableFile(directory, "journal").replace(List.of("one"));
    Files.writeString(directory.resolve("journal.new"), "tw");
    assertEquals(List.of("one"), new DurableFile(directory, "journal").read());
    assertEquals(List.of("journal"), names());
  }
}
