package org.culvert.helper.main;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineDetailsTest {
  @TempDir Path folder;

  @Test
  void aMachineHasOneNumberForGoodThatDoesNotTellItsId() throws IOException {
    Path one = Files.writeString(folder.resolve("a"), "0123456789abcdef0123456789abcdef\n");
    Path other = Files.writeString(folder.resolve("b"), "1123456789abcdef0123456789abcdef\n");
    Map<String, String> told = MachineDetails.read(one);
    assertEquals(Set.of("IV_PLAT_VER", "IV_HWADDR"), told.keySet());
    assertEquals(told, MachineDetails.read(one));
    assertNotEquals(told.get("IV_HWADDR"), MachineDetails.read(other).get("IV_HWADDR"));
    assertTrue(
        String.valueOf(told.get("IV_HWADDR")).matches("[0-9a-f][26ae](:[0-9a-f]{2}){5}"),
        told.toString());
    assertTrue(!told.toString().contains("0123456789"), told.toString());
  }

  @Test
  void aMachineWithoutANumberTellsNone() {
    assertEquals(Set.of("IV_PLAT_VER"), MachineDetails.read(folder.resolve("none")).keySet());
  }
}
