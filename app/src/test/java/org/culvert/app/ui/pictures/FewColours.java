package org.culvert.app.ui.pictures;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A picture in at most 256 colours, which makes its file half as large. A flat screen has hardly
 * more: the frequent ones stay as they are, and of those that are almost alike the rarer becomes
 * the other, so that also a small sign keeps its colour.
 */
final class FewColours {
  private static final int MOST = 256;

  /** The square of a distance that nobody sees. More of it is only taken where it has to be. */
  private static final int UNSEEN = 2;

  private final int[] palette;
  private final Map<Integer, Integer> places = new HashMap<>();

  private FewColours(int[] palette) {
    this.palette = palette;
  }

  /** The same picture. */
  static BufferedImage of(BufferedImage picture) {
    int width = picture.getWidth();
    int height = picture.getHeight();
    int[] pixels = picture.getRGB(0, 0, width, height, null, 0, width);
    FewColours colours = new FewColours(frequent(pixels));
    IndexColorModel model =
        new IndexColorModel(
            8, colours.palette.length, colours.palette, 0, false, -1, DataBuffer.TYPE_BYTE);
    BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, model);
    for (int i = 0; i < pixels.length; i++) {
      small.getRaster().setSample(i % width, i / width, 0, colours.place(pixels[i]));
    }
    return small;
  }

  private static int[] frequent(int[] pixels) {
    Map<Integer, Integer> counts = new HashMap<>();
    for (int pixel : pixels) {
      counts.merge(pixel, 1, Integer::sum);
    }
    List<Integer> byCount = new ArrayList<>(counts.keySet());
    byCount.sort(Comparator.<Integer>comparingInt(counts::get).reversed());
    int apart = UNSEEN;
    List<Integer> chosen = covering(byCount, apart);
    while (chosen.size() > MOST) {
      apart *= 2;
      chosen = covering(byCount, apart);
    }
    Set<Integer> palette = new LinkedHashSet<>(chosen);
    palette.addAll(byCount);
    return palette.stream().limit(MOST).mapToInt(Integer::intValue).toArray();
  }

  /** Such that each colour has one of them that is as near. */
  private static List<Integer> covering(List<Integer> byCount, int apart) {
    List<Integer> chosen = new ArrayList<>();
    for (int colour : byCount) {
      if (chosen.stream().noneMatch(other -> distance(colour, other) <= apart)) {
        chosen.add(colour);
      }
    }
    return chosen;
  }

  private int place(int colour) {
    return places.computeIfAbsent(colour, this::nearest);
  }

  private int nearest(int colour) {
    int best = 0;
    for (int i = 1; i < palette.length; i++) {
      if (distance(colour, palette[i]) < distance(colour, palette[best])) {
        best = i;
      }
    }
    return best;
  }

  private static int distance(int one, int other) {
    int red = (one >> 16 & 255) - (other >> 16 & 255);
    int green = (one >> 8 & 255) - (other >> 8 & 255);
    int blue = (one & 255) - (other & 255);
    return red * red + green * green + blue * blue;
  }
}
