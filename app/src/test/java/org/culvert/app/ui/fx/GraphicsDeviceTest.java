package org.culvert.app.ui.fx;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphicsDeviceTest {
  @TempDir Path folder;

  @Test
  void aMachineWithoutOneHasOtherDevices() throws IOException {
    Files.createFile(folder.resolve("null"));
    assertFalse(GraphicsDevice.isIn(folder));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dri", "nvidiactl", "nvmap", "dxg", "mali0", "kgsl-3d0"})
  void eachKindOfDriverCounts(String name) throws IOException {
    Files.createFile(folder.resolve(name));
    assertTrue(GraphicsDevice.isIn(folder));
  }
}
