package org.culvert.app.tray;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
