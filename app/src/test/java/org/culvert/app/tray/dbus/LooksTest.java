package org.culvert.app.tray.dbus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.culvert.app.bus.SessionBus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes over the bus, and where the bus is. */
class LooksTest {
  @TempDir Path folder;

  @Test
  void aPixelIsAlphaRedGreenBlueInNetworkByteOrder() {
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, 0x80112233);
    image.setRGB(1, 0, 0xff445566);

    Pixmap pixmap = Pixmap.of(image);
    assertEquals(2, pixmap.width);
    assertEquals(1, pixmap.height);
    assertArrayEquals(
        new byte[] {(byte) 0x80, 0x11, 0x22, 0x33, (byte) 0xff, 0x44, 0x55, 0x66}, pixmap.pixels);
  }

  @Test
  void aProfilesNameIsNoMarkUp() {
    assertEquals(
        "&lt;b&gt;R&amp;D: Connected\nHome: Connecting",
        ToolTip.of("Culvert", List.of("<b>R&D: Connected", "Home: Connecting")).text);
  }

  @Test
  void theBusIsWhereTheEnvironmentSays() {
    assertEquals(
        Optional.of("unix:abstract=/x"),
        SessionBus.address(Map.of("DBUS_SESSION_BUS_ADDRESS", "unix:abstract=/x")));
  }

  @Test
  void orInTheUsersRuntimeFolder() throws IOException {
    Path bus = Files.createFile(folder.resolve("bus"));

    assertEquals(
        Optional.of("unix:path=" + bus),
        SessionBus.address(Map.of("XDG_RUNTIME_DIR", folder.toString())));
  }

  @Test
  void orNowhere() {
    assertEquals(
        Optional.empty(), SessionBus.address(Map.of("XDG_RUNTIME_DIR", folder.toString())));
    assertEquals(Optional.empty(), SessionBus.address(Map.of()));
  }
}
