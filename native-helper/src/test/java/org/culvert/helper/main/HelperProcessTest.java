package org.culvert.helper.main;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.culvert.helper.host.FakeFirewall;
import org.culvert.helper.runner.FakeSessions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HelperProcessTest {
  private static final PrintStream NOWHERE =
      new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);

  @TempDir private Path folder;
  private int recovered;

  private HelperProcess start(String socket, String state) throws IOException {
    return HelperProcess.start(
        folder.resolve(socket),
        folder.resolve(state),
        new HelperParts(
            () -> {
              recovered++;
              return List.of();
            },
            new FakeSessions(),
            new FakeFirewall(),
            List::of,
            _ -> {
              throw new AssertionError("no demo here");
            }),
        NOWHERE);
  }

  @Test
  void aSecondHelperDoesNotUndoWhatTheFirstOneDoes() throws IOException {
    try (HelperProcess _ = start("one", "state")) {
      IOException refused = assertThrows(IOException.class, () -> start("two", "state"));
      assertEquals(
          "another helper uses "
              + folder.resolve("state")
              + "; give this one a directory of its own with --state-dir",
          refused.getMessage());
      assertEquals(1, recovered);
      assertFalse(Files.exists(folder.resolve("two")));
      start("two", "other").close();
    }
  }

  @Test
  void theNextHelperTakesTheStateOver() throws IOException {
    start("one", "state").close();
    start("two", "state").close();
    assertEquals(2, recovered);
  }
}
