package org.culvert.app.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.culvert.app.bus.Program;
import org.culvert.app.settings.Appearance;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scales up to the largest that we promise, each on a screen of 800x600 pixels of its own. */
@Tag("ui")
class LargeScaleTest {
  @TempDir private Path folder = Path.of("");

  @ParameterizedTest
  @CsvSource({"125, LIGHT", "150, DARK", "300, LIGHT"})
  void allHasRoomOnASmallScreen(int percent, Appearance appearance) throws Exception {
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
            8 * percent + "x" + 6 * percent + "x24",
            "-nolisten",
            "tcp")) {
      byte[] said =
          Program.run(
              Map.of("DISPLAY", ":" + display.getFirst()),
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-XX:+UseSerialGC",
              "-XX:TieredStopAtLevel=1",
              "--enable-native-access=ALL-UNNAMED",
              "-Dglass.gtk.uiScale=" + percent + "%",
              "-cp",
              System.getProperty("java.class.path", ""),
              LargeScale.class.getName(),
              folder.toString(),
              appearance.name());
      assertEquals(
          String.join(
              "\n",
              percent + " %, 800x600",
              "disconnected",
              "connected",
              "details",
              "end of details",
              "quit",
              "problem",
              "log",
              "diagnostics",
              "totals",
              "question",
              "settings",
              "settings",
              "edit",
              "address",
              "import",
              ""),
          new String(said, StandardCharsets.UTF_8));
    }
  }
}
