package org.culvert.app.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.culvert.app.bus.Program;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The largest scale that we promise, on a screen that has room for the smallest of windows. */
@Tag("ui")
class LargeScaleTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void atThreeHundredPercentAllHasRoomOnASmallScreen() throws Exception {
    List<String> display = new ArrayList<>();
    try (Program _ =
        Program.startTalking(
            Map.of(),
            display,
            "Xvfb",
            "-displayfd",
            "1",
            "-screen",
            "0",
            "2400x1800x24",
            "-nolisten",
            "tcp")) {
      byte[] said =
          Program.run(
              Map.of("DISPLAY", ":" + display.getFirst()),
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-XX:+UseSerialGC",
              "-XX:TieredStopAtLevel=1",
              "--enable-native-access=ALL-UNNAMED",
              "-Dglass.gtk.uiScale=3",
              "-cp",
              System.getProperty("java.class.path", ""),
              LargeScale.class.getName(),
              folder.toString());
      assertEquals(
          """
          300 %, 800x600
          disconnected
          connected
          details
          end of details
          quit
          problem
          log
          diagnostics
          totals
          question
          settings
          settings
          edit
          address
          import
          """,
          new String(said, StandardCharsets.UTF_8));
    }
  }
}
