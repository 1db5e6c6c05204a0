package org.culvert.app.profiles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderSourceTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void aFolderOfTooManyFilesIsRefusedHoweverFewAreProfiles() throws Exception {
    Files.createFile(folder.resolve("office.ovpn"));
    Path below = Files.createDirectories(folder.resolve("below"));
    Files.createFile(below.resolve("a.txt"));
    Files.createFile(below.resolve("b.txt"));

    assertEquals(1, FolderSource.folder(folder, 5).candidates().size());
    ProfileException refused =
        assertThrows(ProfileException.class, () -> FolderSource.folder(folder, 4));
    assertEquals(folder + " is too large for a folder of profiles", refused.problem().message());
  }
}
