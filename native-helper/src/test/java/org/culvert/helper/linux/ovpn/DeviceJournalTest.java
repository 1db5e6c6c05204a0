package org.culvert.helper.linux.ovpn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DeviceJournalTest {
  private static final OwnDevice DEVICE =
      new OwnDevice("culvert0", 1_529_334_711, "5f2b0c8e-3f0a-4b5e-9d7e-1c2d3e4f5a6b");

  @TempDir Path state;

  private Path file() throws IOException {
    try (var files = Files.list(state)) {
      return files.findFirst().orElseThrow();
    }
  }

  @Test
  void readsWhatItWrote() throws IOException {
    new DeviceJournal(state).add(List.of(DEVICE));
    assertEquals(List.of(DEVICE), new DeviceJournal(state).read());
  }

  @Test
  void leavesNoFileWithoutDevices() throws IOException {
    DeviceJournal journal = new DeviceJournal(state);
    journal.add(List.of(DEVICE));
    journal.remove(List.of(DEVICE));
    try (var files = Files.list(state)) {
      assertEquals(0, files.count());
    }
  }

  @Test
  void skipsALineThatMakesNoSense() throws IOException {
    new DeviceJournal(state).add(List.of(DEVICE));
    Path file = file();
    Files.writeString(
        file,
        Files.readString(file) + "culvert1 index x boot y\nculvert1\n\n../x index 1 boot /\n");
    assertEquals(List.of(DEVICE), new DeviceJournal(state).read());
  }
}
