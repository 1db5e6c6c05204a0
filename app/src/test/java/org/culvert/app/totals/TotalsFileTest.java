package org.culvert.app.totals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TotalsFileTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Totals SOME =
      new Totals(
          List.of(
              new DayTotal(LocalDate.of(2026, 1, 1), "Büro \"1\"", new Carried(1, 2)),
              new DayTotal(LocalDate.of(2026, 1, 2), "Büro \"1\"", new Carried(3, Long.MAX_VALUE)),
              new DayTotal(LocalDate.of(2026, 1, 2), "password", new Carried(0, 4))),
          Map.of("Büro \"1\"", new Carried(4, 6)));

  @TempDir private Path home = Path.of("");

  private TotalsFile store = new TotalsFile(Path.of(""), () -> NOW);

  @BeforeEach
  void make() {
    store = open();
  }

  private TotalsFile open() {
    return new TotalsFile(folder(), () -> NOW);
  }

  private Path folder() {
    return home.resolve("state").resolve("culvert");
  }

  private Path file() {
    return folder().resolve("totals.json");
  }

  @AfterEach
  void release() throws IOException {
    store.release();
  }

  private TotalsStore.Kept kept() throws IOException {
    return store.claim().orElseThrow();
  }

  @Test
  void whatIsSavedIsReadAgain() throws IOException {
    assertEquals(new TotalsStore.Kept(Totals.NONE, Optional.empty()), kept());
    store.save(SOME);

    assertEquals(new TotalsStore.Kept(SOME, Optional.empty()), kept());
  }

  @Test
  void onlyTheOwnerCanReadIt() throws IOException {
    kept();
    store.save(SOME);

    assertEquals("rwx------", rights(folder()));
    assertEquals("rw-------", rights(file()));
  }

  private static String rights(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "nonsense",
        "{\"version\":1}",
        "{\"version\":2,\"days\":[],\"counted\":[]}",
        "{\"version\":1,\"days\":[{\"date\":\"yesterday\",\"profiles\":[]}],\"counted\":[]}",
        "{\"version\":1,\"days\":[],\"counted\":[{\"name\":\"a\",\"in\":-1,\"out\":0}]}"
      })
  void aFileThatCannotBeUnderstoodIsPutAsideAsItIs(String text) throws IOException {
    Files.createDirectories(folder());
    Files.writeString(file(), text);
    TotalsStore.Kept kept = kept();

    assertEquals(Totals.NONE, kept.totals());
    Path aside = kept.putAside().orElseThrow();
    assertEquals("totals-20260102-030405.json.damaged", aside.getFileName().toString());
    assertEquals(text, Files.readString(aside));
    assertFalse(Files.exists(file()));
    store.save(SOME);
    assertEquals(SOME, kept().totals());
  }

  @Test
  void onlyOneWindowCountsAndTheNextMayWhenItIsGone() throws IOException {
    kept();
    store.save(SOME);
    TotalsFile second = open();
    assertEquals(Optional.empty(), second.claim());
    second.save(Totals.NONE);
    assertEquals(SOME, kept().totals(), "who does not count does not save");

    store.release();
    assertEquals(SOME, second.claim().orElseThrow().totals());
    second.release();
  }

  @Test
  void theOldFileStaysWhenTheNewOneCannotBeWritten() throws IOException {
    kept();
    store.save(SOME);
    Files.createDirectories(folder().resolve(".totals.json.draft").resolve("in the way"));
    boolean failed = false;
    try {
      store.save(Totals.NONE);
    } catch (IOException e) {
      failed = true;
    }

    assertTrue(failed);
    assertEquals(SOME, kept().totals());
  }

  @Test
  void itBelongsToTheUsersState() {
    assertEquals(
        Path.of("/x/culvert"), TotalsFile.folder(Map.of("XDG_STATE_HOME", "/x"), "/home/a"));
    assertEquals(
        Path.of("/home/a/.local/state/culvert"),
        TotalsFile.folder(Map.of("XDG_STATE_HOME", "relative"), "/home/a"));
    assertEquals(
        Path.of("/home/b/.local/state/culvert"),
        TotalsFile.folder(Map.of("HOME", "/home/b"), "/home/a"));
  }
}
