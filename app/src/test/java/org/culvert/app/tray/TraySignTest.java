package org.culvert.app.tray;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.paint.Color;
import org.culvert.app.ui.driver.Contrasts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraySignTest {
  /** Of this much of a picture, another one's outline must differ. */
  private static final double DIFFERENT = 0.15;

  @ParameterizedTest
  @EnumSource(TraySign.class)
  void everySignHasAPictureInEverySize(TraySign sign) {
    for (int size : TraySign.SIZES) {
      BufferedImage image = sign.image(size);
      assertEquals(size, image.getWidth());
      assertEquals(size, image.getHeight());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"#ffffff", "#f6f5f4", "#222222", "#000000"})
  void theOutlineOfEverySignStandsOutFromLightAndDarkPanels(String colour) {
    Color panel = Color.web(colour);
    for (TraySign sign : TraySign.values()) {
      for (int size : TraySign.SIZES) {
        for (Color edge : outline(sign.image(size))) {
          double contrast = Contrasts.contrast(edge, panel);
          assertTrue(
              contrast >= Contrasts.SIGNS,
              "%s at %d: %s on %s, %.2f".formatted(sign, size, edge, panel, contrast));
        }
      }
    }
  }

  /** The colours next to where the panel shines through. */
  private static List<Color> outline(BufferedImage image) {
    List<Color> colours = new ArrayList<>();
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        if (opaque(image, x, y)
            && !(opaque(image, x - 1, y)
                && opaque(image, x + 1, y)
                && opaque(image, x, y - 1)
                && opaque(image, x, y + 1))) {
          int rgb = image.getRGB(x, y);
          colours.add(Color.rgb((rgb >> 16) & 0xff, (rgb >> 8) & 0xff, rgb & 0xff));
        }
      }
    }
    return colours;
  }

  private static boolean opaque(BufferedImage image, int x, int y) {
    return x >= 0
        && y >= 0
        && x < image.getWidth()
        && y < image.getHeight()
        && image.getRGB(x, y) >>> 24 == 0xff;
  }

  @Test
  void signsDifferByTheirOutlineWhateverTheColour() {
    for (int size : TraySign.SIZES) {
      for (TraySign one : TraySign.values()) {
        for (TraySign other : TraySign.values()) {
          assertTrue(
              one == other || different(one.image(size), other.image(size)) > DIFFERENT,
              one + " looks like " + other + " at " + size);
        }
      }
    }
  }

  /** The share of pixels that only one of the pictures covers. */
  private static double different(BufferedImage one, BufferedImage other) {
    int size = one.getWidth();
    int count = 0;
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        count += covers(one, x, y) == covers(other, x, y) ? 0 : 1;
      }
    }
    return (double) count / (size * size);
  }

  private static boolean covers(BufferedImage image, int x, int y) {
    return image.getRGB(x, y) >>> 24 > 127;
  }
}
