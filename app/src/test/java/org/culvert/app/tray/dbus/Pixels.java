package org.culvert.app.tray.dbus;

import java.awt.Color;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;

/** Looks at pictures of a screen. */
final class Pixels {
  /** Of 255, in each of red, green and blue. */
  private static final int ALIKE = 24;

  private Pixels() {}

  /** The smallest rectangle around all that differs; empty when nothing does. */
  static Rectangle changed(BufferedImage before, BufferedImage after) {
    return changed(before, after, new Rectangle(before.getWidth(), before.getHeight()));
  }

  /** The same for a part of the screen. */
  static Rectangle changed(BufferedImage before, BufferedImage after, Rectangle part) {
    Rectangle changed = new Rectangle();
    for (int y = part.y; y < part.y + part.height; y++) {
      for (int x = part.x; x < part.x + part.width; x++) {
        if (before.getRGB(x, y) != after.getRGB(x, y)) {
          Rectangle pixel = new Rectangle(x, y, 1, 1);
          changed = changed.isEmpty() ? pixel : changed.union(pixel);
        }
      }
    }
    return changed;
  }

  /** How many pixels of a part of the screen have a colour, about. */
  static int count(BufferedImage screen, Rectangle part, Color colour) {
    int count = 0;
    for (int y = part.y; y < part.y + part.height; y++) {
      for (int x = part.x; x < part.x + part.width; x++) {
        Color pixel = new Color(screen.getRGB(x, y));
        boolean alike =
            Math.abs(pixel.getRed() - colour.getRed()) < ALIKE
                && Math.abs(pixel.getGreen() - colour.getGreen()) < ALIKE
                && Math.abs(pixel.getBlue() - colour.getBlue()) < ALIKE;
        count += alike ? 1 : 0;
      }
    }
    return count;
  }
}
