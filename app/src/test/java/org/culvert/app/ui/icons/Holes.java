package org.culvert.app.ui.icons;

import java.util.ArrayDeque;
import java.util.Deque;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;

/** What is clear in a picture and not connected with its outside. */
final class Holes {
  /** Of 255: a pixel that is less opaque is clear. */
  private static final int OPAQUE = 100;

  private final boolean[][] open;

  /** With a clear frame, so that the outside is one. */
  Holes(WritableImage image) {
    PixelReader pixels = image.getPixelReader();
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    open = new boolean[height + 2][width + 2];
    for (int y = 0; y < height + 2; y++) {
      for (int x = 0; x < width + 2; x++) {
        boolean frame = y == 0 || x == 0 || y > height || x > width;
        open[y][x] = frame || pixels.getArgb(x - 1, y - 1) >>> 24 < OPAQUE;
      }
    }
  }

  int count() {
    fill(0, 0);
    int holes = 0;
    for (int y = 0; y < open.length; y++) {
      for (int x = 0; x < open[y].length; x++) {
        if (open[y][x]) {
          fill(x, y);
          holes++;
        }
      }
    }
    return holes;
  }

  private void fill(int startX, int startY) {
    Deque<int[]> todo = new ArrayDeque<>();
    todo.push(new int[] {startX, startY});
    while (!todo.isEmpty()) {
      int[] at = todo.pop();
      int x = at[0];
      int y = at[1];
      if (y >= 0 && y < open.length && x >= 0 && x < open[y].length && open[y][x]) {
        open[y][x] = false;
        todo.push(new int[] {x + 1, y});
        todo.push(new int[] {x - 1, y});
        todo.push(new int[] {x, y + 1});
        todo.push(new int[] {x, y - 1});
      }
    }
  }
}
