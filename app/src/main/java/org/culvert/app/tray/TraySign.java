package org.culvert.app.tray;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/** The pictures of the tray. They differ by shape, for panels that show no colours. */
public enum TraySign {
  /** No tunnel. */
  OFF,
  /** A tunnel is on its way up or down. */
  CONNECTING,
  /** Tunnels are up, and nothing else is under way. */
  ON,
  /** Something went wrong, or cannot be known. */
  PROBLEM;

  /**
   * In which sizes there are pictures, in pixels: those of the usual panels, and twice as large.
   */
  public static final List<Integer> SIZES = List.of(22, 24, 32, 48);

  /** The picture in one of {@link #SIZES}. */
  public BufferedImage image(int size) {
    String file = "tray-" + name().toLowerCase(Locale.ROOT) + "-" + size + ".png";
    try (InputStream in = TraySign.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("the build lacks the picture " + file);
      }
      return ImageIO.read(in);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the picture " + file, e);
    }
  }
}
