package org.culvert.app.ui.driver;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

/**
 * A second window from which a file can be dragged, as from a file manager; the pointer is moved by
 * the X server itself, so that the whole drag and drop protocol takes place.
 */
public final class FileDragSource implements AutoCloseable {
  private static final int SIZE = 120;

  private final Stage stage;
  private final int x;
  private final int y;

  private FileDragSource(Stage stage, int x, int y) {
    this.stage = stage;
    this.x = x;
    this.y = y;
  }

  /** Shows the window at a place on the screen that the other window does not cover. */
  public static FileDragSource show(Path file, int x, int y) {
    return WindowDriver.onFx(
        () -> {
          Label label = new Label(file.getFileName().toString());
          StackPane pane = new StackPane(label);
          pane.setOnDragDetected(
              event -> {
                Dragboard board = pane.startDragAndDrop(TransferMode.COPY);
                ClipboardContent content = new ClipboardContent();
                content.putFiles(List.of(file.toFile()));
                board.setContent(content);
                event.consume();
              });
          Stage stage = new Stage();
          stage.setScene(new Scene(pane, SIZE, SIZE));
          stage.setX(x);
          stage.setY(y);
          stage.show();
          return new FileDragSource(stage, x, y);
        });
  }

  /** Drags the file to a place on the screen and lets go once the window shows that it accepts. */
  public void dragTo(WindowDriver target, int toX, int toY) {
    pointer("mousemove", Integer.toString(x + SIZE / 2), Integer.toString(y + SIZE / 2));
    pointer("mousedown", "1");
    try {
      target.waitFor(
          "the window to accept the drag",
          () -> {
            // Each step is another motion event: a drag begins and is answered only with those.
            int wobble = (int) (System.nanoTime() / 1_000_000 % 20);
            pointer("mousemove", Integer.toString(toX + wobble), Integer.toString(toY + wobble));
            return target.stage().getScene().lookup("#drop-overlay").isVisible();
          });
    } finally {
      pointer("mouseup", "1");
    }
  }

  private static void pointer(String... arguments) {
    String[] command = new String[arguments.length + 1];
    command[0] = "xdotool";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said =
          new String(
              process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new AssertionError("xdotool failed: " + said);
      }
    } catch (IOException e) {
      throw new AssertionError("xdotool is missing: apt-get install xdotool", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  @Override
  public void close() {
    WindowDriver.onFx(
        () -> {
          stage.hide();
          return true;
        });
  }
}
