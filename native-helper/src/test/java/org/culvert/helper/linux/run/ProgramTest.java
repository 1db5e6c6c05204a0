package org.culvert.helper.linux.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgramTest {
  private static final Program SHELL = new Program(Path.of("/bin/sh"), 20);

  private static String failure(String script) {
    IOException failed =
        assertThrows(IOException.class, () -> SHELL.run(List.of("-c", script), "input\n"));
    return String.valueOf(failed.getMessage());
  }

  @Test
  void aProgramThatEndsWellIsQuiet() throws Exception {
    SHELL.run(List.of("-c", "read word; test \"$word\" = input"), "input\n");
  }

  @Test
  void itsLastWordsAreToldWithItsStatus() {
    assertEquals(
        "it ended with status 3: no such table", failure("echo no such table >&2; exit 3"));
  }

  /** A helper that is killed meanwhile leaves nothing behind. */
  @Test
  void whatItSaysIsInNoFileThatHasAName() {
    String said =
        failure(
            """
            while :; do
              file=$(readlink "/proc/$$/fd/1")
              case $file in *deleted*) echo "$file"; exit 1 ;; esac
            done
            """);
    assertTrue(said.endsWith(" (deleted)"), said);
  }
}
