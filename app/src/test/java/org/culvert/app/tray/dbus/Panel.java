package org.culvert.app.tray.dbus;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.culvert.app.bus.Patience;
import org.culvert.app.bus.PrivateBus;
import org.culvert.app.bus.Program;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.exceptions.DBusException;

/**
 * The panel of XFCE with nothing but its tray, on a display and a session bus of its own: other
 * tests' windows are not in its way, nor is it in theirs.
 */
public final class Panel implements AutoCloseable {
  /** As the configuration says, in pixels. */
  static final int HEIGHT = 32;

  private static final String[] PANEL = {"xfce4-panel", "--disable-wm-check"};

  private final Map<String, String> environment = new HashMap<>();
  private final String displayName;
  private final Program display;
  private final PrivateBus bus;
  private Program panel;

  /**
   * Starts all of it.
   *
   * @param home an empty folder, which the panel takes for its user's
   */
  public Panel(Path home) throws Exception {
    Path channels =
        Files.createDirectories(home.resolve("config/xfce4/xfconf/xfce-perchannel-xml"));
    try (InputStream in =
        Objects.requireNonNull(Panel.class.getResourceAsStream("xfce4-panel.xml"))) {
      Files.copy(in, channels.resolve("xfce4-panel.xml"));
    }
    Path runtime = Files.createDirectory(home.resolve("run"));
    List<String> said = new ArrayList<>();
    display =
        Program.startTalking(
            Map.of(),
            said,
            "Xvfb",
            "-displayfd",
            "1",
            "-screen",
            "0",
            "640x400x24",
            "-nolisten",
            "tcp",
            // The end of its last program would reset it, and cut off the panel that just begins.
            "-noreset");
    displayName = ":" + said.getFirst();
    environment.putAll(
        Map.of(
            "DISPLAY", displayName,
            "HOME", home.toString(),
            "XDG_CONFIG_HOME", home.resolve("config").toString(),
            "XDG_CACHE_HOME", home.resolve("cache").toString(),
            "XDG_DATA_HOME", home.resolve("data").toString(),
            "XDG_RUNTIME_DIR", runtime.toString(),
            "NO_AT_BRIDGE", "1",
            "GTK_THEME", "Adwaita",
            "LC_ALL", "C.UTF-8"));
    bus = new PrivateBus(environment);
    environment.putAll(bus.environment());
    panel = Program.start(environment, PANEL);
  }

  /** Returns once the panel is drawn; one that ends before is started again. */
  public void awaitDrawn() throws Exception {
    Patience.until("the panel to be drawn", () -> isDrawn(running()));
  }

  private BufferedImage running() throws IOException {
    if (panel.hasEnded()) {
      panel = Program.start(environment, PANEL);
    }
    return screen();
  }

  private static boolean isDrawn(BufferedImage screen) {
    return (screen.getRGB(screen.getWidth() / 2, HEIGHT / 2) & 0xffffff) != 0;
  }

  /** What names the bus to a program of the session. */
  public Map<String, String> session() {
    return bus.environment();
  }

  /** What names the display to a program whose windows are to be beside the panel. */
  public String display() {
    return displayName;
  }

  /** Another one on the session's bus. */
  DBusConnection connect() throws DBusException {
    return bus.connect();
  }

  /** The panel crashes and comes back. */
  void restart() throws Exception {
    panel.close();
    Patience.until("the panel to go", () -> !isDrawn(screen()));
    panel = Program.start(environment, PANEL);
    awaitDrawn();
  }

  /** The whole screen as it is now. */
  BufferedImage screen() throws IOException {
    return ImageIO.read(
        new ByteArrayInputStream(
            Program.run(environment, "import", "-silent", "-window", "root", "png:-")));
  }

  /** Writes the screen to a file, for people to look at. */
  public void screenshot(String name) throws IOException {
    Path file = Path.of("target", "screenshots", name + ".png");
    Files.createDirectories(file.getParent());
    ImageIO.write(screen(), "png", file.toFile());
  }

  /** Clicks: 1 is the left button, 3 the right one. */
  void click(Rectangle place, int button) throws IOException {
    Program.run(
        environment,
        "xdotool",
        "mousemove",
        String.valueOf((int) place.getCenterX()),
        String.valueOf((int) place.getCenterY()),
        "click",
        String.valueOf(button));
  }

  /** Moves the pointer to where there is nothing. */
  void pointAway() throws IOException {
    Program.run(environment, "xdotool", "mousemove", "10", "390");
  }

  void pointAt(Rectangle place) throws IOException {
    Program.run(
        environment,
        "xdotool",
        "mousemove",
        String.valueOf((int) place.getCenterX()),
        String.valueOf((int) place.getCenterY()));
  }

  @Override
  public void close() {
    panel.close();
    bus.close();
    display.close();
  }
}
