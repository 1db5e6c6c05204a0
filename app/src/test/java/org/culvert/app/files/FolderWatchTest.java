package org.culvert.app.files;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderWatchTest {
  private static final long PATIENCE_SECONDS = 15;

  @TempDir Path home;

  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private Runnable end = () -> {};

  @AfterEach
  void end() {
    end.run();
  }

  private Path watched(Path folder) throws InterruptedException {
    end = FolderWatch.over(folder, () -> told.add("changed"));
    awaitTold();
    return folder;
  }

  private void awaitTold() throws InterruptedException {
    assertNotNull(told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
  }

  @Test
  void aFileThatComesOrChangesOrGoesIsNoticed() throws Exception {
    Path file = watched(Files.createDirectory(home.resolve("profiles"))).resolve("a");
    Files.writeString(file, "one");
    awaitTold();
    Files.writeString(file, "two");
    awaitTold();
    Files.delete(file);
    awaitTold();
  }

  @Test
  void aFolderIsWaitedForWithItsParents() throws Exception {
    Path folder = watched(home.resolve("share/culvert/profiles"));
    Files.createDirectories(folder);
    awaitTold();
    Files.writeString(folder.resolve("a"), "");
    awaitTold();
  }

  @Test
  void aFolderThatGoesAndComesBackIsWatchedAgain() throws Exception {
    Path folder = watched(Files.createDirectory(home.resolve("profiles")));
    Files.delete(folder);
    awaitTold();
    Files.createDirectory(folder);
    awaitTold();
    Files.writeString(folder.resolve("a"), "");
    awaitTold();
  }
}
