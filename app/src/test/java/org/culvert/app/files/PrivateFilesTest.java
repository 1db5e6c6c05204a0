package org.culvert.app.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFilesTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void whatCannotTakeItsPlaceLeavesNothingBehind() throws Exception {
    Path inTheWay = folder.resolve("a");
    Files.createDirectories(inTheWay.resolve("something"));
    assertThrows(IOException.class, () -> PrivateFiles.write(inTheWay, new byte[] {1}));
    assertEquals(List.of("a"), names());
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
