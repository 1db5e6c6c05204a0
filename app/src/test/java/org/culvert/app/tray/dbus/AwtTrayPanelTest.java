package org.culvert.app.tray.dbus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.culvert.app.bus.Patience;
import org.culvert.app.bus.Program;
import org.culvert.app.tray.TraySign;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The tray of Windows and macOS, in a panel: on X11 AWT's icons are windows that the panel embeds,
 * as it does those of old programs.
 */
@Tag("ui")
class AwtTrayPanelTest {
  /** Pixels: the menu of four lines is higher than one that is only begun. */
  private static final int LEAST_MENU = 60;

  /** Pixels from the upper edge of the menu into its first line. */
  private static final int INTO_FIRST_LINE = 12;

  @TempDir Path home;

  @Test
  void theIconFollowsWhatIsChosenInItsMenu() throws Exception {
    Path said = home.resolve("said");
    try (Panel panel = new Panel(Files.createDirectory(home.resolve("user")))) {
      PanelIcon icon = PanelIcon.expectedIn(panel);
      try (Program _ = tray(panel, said)) {
        icon.await(TraySign.OFF);
        panel.screenshot("awt-tray-off");
        assertEquals(List.of("present true"), lines(said));

        Rectangle office = firstLine(panel, icon);
        panel.screenshot("awt-tray-menu");
        panel.click(office, 1);
        icon.await(TraySign.ON);
        panel.screenshot("awt-tray-on");

        panel.click(firstLine(panel, icon), 1);
        icon.await(TraySign.OFF);
        assertEquals(
            List.of("present true", "Connect[profile=Office]", "Disconnect[profile=Office]"),
            lines(said));
      }
    }
  }

  /** Opens the menu, which AWT puts where the pointer is, and says where its first line is. */
  private static Rectangle firstLine(Panel panel, PanelIcon icon) throws Exception {
    BufferedImage closed = panel.screen();
    panel.click(icon.place(), 3);
    Patience.until("the menu", () -> Pixels.changed(closed, panel.screen()).height > LEAST_MENU);
    Rectangle menu = Pixels.changed(closed, panel.screen());
    return new Rectangle((int) menu.getCenterX(), menu.y + INTO_FIRST_LINE, 1, 1);
  }

  private static List<String> lines(Path said) throws IOException {
    return Files.readAllLines(said);
  }

  private static Program tray(Panel panel, Path said) throws IOException {
    return Program.start(
        Map.of("DISPLAY", panel.display()),
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        System.getProperty("java.class.path", ""),
        AwtTrayProgram.class.getName(),
        said.toString());
  }
}
