package org.culvert.app.ui.pictures;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javafx.geometry.Rectangle2D;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.culvert.app.ui.driver.WindowDriver;

/** Takes pictures of a window as the screen shows it, pixel by pixel. */
final class Camera {
  private static final int ENOUGH = 3;
  private static final int MOST = 30;

  private final WindowDriver window;
  private final Robot robot = WindowDriver.onFx(Robot::new);

  Camera(WindowDriver window) {
    this.window = window;
  }

  void take(Path file) throws IOException {
    away();
    takeAsItIs(file);
  }

  /** Moves the pointer to a corner of the window: what is dragged is to hide no words. */
  void aside() {
    WindowDriver.onFx(
        () -> {
          Rectangle2D place = place(window.stage());
          robot.mouseMove(place.getMinX() + 60, place.getMinY() + 60);
          return true;
        });
  }

  /** With the pointer where it is, as while something is dragged. */
  void takeAsItIs(Path file) throws IOException {
    write(FewColours.of(still()), file);
  }

  /** What the window has drawn is on the screen a little later: waits until nothing changes. */
  private BufferedImage still() {
    BufferedImage last = shot();
    int same = 0;
    for (int tries = 0; same < ENOUGH && tries < MOST; tries++) {
      window.settle();
      BufferedImage next = shot();
      same = equal(last, next) ? same + 1 : 0;
      last = next;
    }
    return last;
  }

  private static boolean equal(BufferedImage one, BufferedImage other) {
    return Arrays.equals(
        ((DataBufferInt) one.getRaster().getDataBuffer()).getData(),
        ((DataBufferInt) other.getRaster().getDataBuffer()).getData());
  }

  private BufferedImage shot() {
    return pixels(WindowDriver.onFx(() -> capture(place(window.stage()))));
  }

  /** Nothing is to shine because the pointer happens to be there. */
  private void away() {
    WindowDriver.onFx(
        () -> {
          Rectangle2D place = place(window.stage());
          robot.mouseMove(place.getMaxX() + 20, place.getMaxY() + 20);
          return true;
        });
  }

  private static Rectangle2D place(Stage stage) {
    return new Rectangle2D(
        stage.getX() + stage.getScene().getX(),
        stage.getY() + stage.getScene().getY(),
        stage.getScene().getWidth(),
        stage.getScene().getHeight());
  }

  private WritableImage capture(Rectangle2D place) {
    return robot.getScreenCapture(
        null, place.getMinX(), place.getMinY(), place.getWidth(), place.getHeight(), false);
  }

  private static BufferedImage pixels(WritableImage image) {
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    PixelReader reader = image.getPixelReader();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        copy.setRGB(x, y, reader.getArgb(x, y));
      }
    }
    return copy;
  }

  private static void write(BufferedImage image, Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.deleteIfExists(file);
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    ImageWriteParam smallest = writer.getDefaultWriteParam();
    smallest.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    smallest.setCompressionQuality(0);
    try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), smallest);
    } finally {
      writer.dispose();
    }
  }
}
