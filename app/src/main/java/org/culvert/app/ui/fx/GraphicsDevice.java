package org.culvert.app.ui.fx;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Whether this machine has anything that draws for it. Where it has not, as in containers and on
 * servers whose display is somewhere else, JavaFX finds that out by itself: it loads OpenGL and
 * with it a compiler for shaders, sees that they would only imitate a device, and draws in
 * software. That takes a tenth of a second of each start, and memory.
 */
final class GraphicsDevice {
  /** What JavaFX reads to know which ways of drawing to try; whoever has set it, knows better. */
  private static final String ORDER = "prism.order";

  private static final String FORCED = "prism.forceGPU";

  private static final String SOFTWARE = "sw";

  /**
   * The kernel's own drivers, NVIDIA's for computers and for boards, Windows' below Linux, and
   * those of Mali and Adreno.
   */
  private static final List<String> NAMES =
      List.of("dri", "nvidiactl", "nvmap", "dxg", "mali0", "kgsl-3d0");

  private GraphicsDevice() {}

  /** Spares JavaFX the search where it would be in vain. To be called before it starts. */
  static void look() {
    if (System.getProperty(ORDER) == null
        && !Boolean.getBoolean(FORCED)
        && System.getProperty("os.name", "").equals("Linux")
        && !isIn(Path.of("/dev"))) {
      System.setProperty(ORDER, SOFTWARE);
    }
  }

  /** Whether one of the devices that can draw is in this folder. */
  static boolean isIn(Path folder) {
    return NAMES.stream().map(folder::resolve).anyMatch(Files::exists);
  }
}
