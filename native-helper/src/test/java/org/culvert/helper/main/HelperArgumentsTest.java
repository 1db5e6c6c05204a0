package org.culvert.helper.main;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HelperArgumentsTest {
  @Test
  void withoutArgumentsOnlyWhatARebootUndoesIsBelowRun() {
    assertEquals(
        new HelperArguments(
            Path.of("/run/culvert/helper.sock"),
            Path.of("/run/culvert"),
            Path.of("/var/lib/culvert"),
            false),
        HelperArguments.parse());
  }

  @Test
  void everythingCanBeGiven() {
    assertEquals(
        new HelperArguments(Path.of("/a/s"), Path.of("/b"), Path.of("/b"), true),
        HelperArguments.parse("--rehearse", "--state-dir", "/b", "--socket", "/a/s"));
  }

  @Test
  void aRehearsalUndoesNothingOfTheMachines() {
    assertThrows(
        IllegalArgumentException.class,
        () -> HelperArguments.parse("--rehearse", "--socket", "/a/s"));
  }

  @Test
  void anythingElseIsAnError() {
    assertThrows(IllegalArgumentException.class, () -> HelperArguments.parse("--socket"));
    assertThrows(IllegalArgumentException.class, () -> HelperArguments.parse("--help"));
  }

  @Test
  void aMissingCapabilityIsNamed(@TempDir Path folder) throws Exception {
    Path status = Files.writeString(folder.resolve("s"), "Name:\tx\nCapEff:\t0000000000000000\n");
    assertTrue(Privileges.missing(status).orElseThrow().contains("CAP_NET_ADMIN"));
    Files.writeString(status, "Name:\tx\nCapEff:\t000001ffffffffff\n");
    assertEquals(Optional.empty(), Privileges.missing(status));
    assertEquals(Optional.empty(), Privileges.missing(folder.resolve("none")));
  }
}
