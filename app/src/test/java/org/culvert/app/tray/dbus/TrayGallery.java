package org.culvert.app.tray.dbus;

import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.culvert.app.bus.Patience;
import org.culvert.app.keyring.FakeKeyring;
import org.culvert.app.settings.Appearance;
import org.culvert.app.tray.TraySign;
import org.culvert.app.ui.driver.FakeHelper;
import org.culvert.app.ui.driver.FakeShelf;
import org.culvert.app.ui.driver.Samples;
import org.culvert.app.ui.driver.WindowDriver;
import org.culvert.app.ui.shell.GuiContext;
import org.culvert.core.api.Event;
import org.culvert.core.api.SessionState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Takes the pictures of the tray in a real panel: its states, its menu, its tip. No test by its
 * name, so that no run of the tests makes them: {@code build/pictures} does.
 */
class TrayGallery {
  private static final Path PICTURES =
      Path.of(System.getProperty("culvert.pictures", "target/pictures"));
  private static final int ENLARGED = 3;

  /** Pixels around what a picture is about. */
  private static final int MARGIN = 8;

  @TempDir private Path home = Path.of("");

  @Test
  void theTray() throws Exception {
    FakeHelper helper = new FakeHelper();
    try (Panel panel = new Panel(home)) {
      PanelIcon icon = PanelIcon.expectedIn(panel);
      BufferedImage empty = panel.screen();
      try (WindowDriver window =
          WindowDriver.open(
              new GuiContext(
                  helper,
                  new FakeShelf()
                      .with("Home", "home.example.net:443")
                      .with("Office", "vpn.example.com:1194"),
                  _ -> false,
                  new FakeKeyring(),
                  new BusTrays(panel.session()),
                  new GuiContext.Options(
                      Optional.of("Office"), false, Optional.empty(), Appearance.LIGHT)))) {
        icon.await(TraySign.OFF);
        for (var each :
            Map.of(
                    SessionState.CONNECTING, TraySign.CONNECTING,
                    SessionState.FAILED, TraySign.PROBLEM,
                    SessionState.DISCONNECTED, TraySign.OFF)
                .entrySet()) {
          helper.status(Samples.in("Office", each.getKey(), System.currentTimeMillis()));
          icon.await(each.getValue());
          enlarged(panel, icon, "tray-" + each.getValue().name().toLowerCase(Locale.ROOT));
        }
        helper.status(Samples.connected("Office", System.currentTimeMillis() - 727_000));
        icon.await(TraySign.ON);
        enlarged(panel, icon, "tray-on");
        BufferedImage before = panel.screen();
        long then = System.currentTimeMillis();
        helper.say(new Event.Traffic("Office", then - 1_000, 0, 0, 0, 0));
        helper.say(new Event.Traffic("Office", then, 4_300_000, 212_000, 3_200, 900));
        panel.pointAt(icon.place());
        Patience.until(
            "the tip", () -> Pixels.changed(before, panel.screen()).getMaxY() > Panel.HEIGHT + 10);
        part(panel, empty, "tray-tip");
        panel.pointAway();
        window.requestClose();
        window.waitForWindow(false);
        icon.pointAtFirstLine();
        part(panel, empty, "tray-menu");
      }
    }
  }

  private static void enlarged(Panel panel, PanelIcon icon, String name) throws IOException {
    Rectangle place = icon.place();
    BufferedImage shot = cut(panel.screen(), place);
    BufferedImage large =
        new BufferedImage(
            shot.getWidth() * ENLARGED, shot.getHeight() * ENLARGED, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = large.createGraphics();
    graphics.drawImage(shot, 0, 0, large.getWidth(), large.getHeight(), null);
    graphics.dispose();
    write(large, name);
  }

  private static void part(Panel panel, BufferedImage empty, String name) throws IOException {
    BufferedImage screen = panel.screen();
    write(cut(screen, Pixels.changed(empty, screen)), name);
  }

  private static BufferedImage cut(BufferedImage screen, Rectangle place) {
    Rectangle around = new Rectangle(place);
    around.grow(MARGIN, MARGIN);
    Rectangle part = around.intersection(new Rectangle(screen.getWidth(), screen.getHeight()));
    return screen.getSubimage(part.x, part.y, part.width, part.height);
  }

  private static void write(BufferedImage picture, String name) throws IOException {
    Files.createDirectories(PICTURES);
    ImageIO.write(picture, "png", PICTURES.resolve(name + ".png").toFile());
  }
}
