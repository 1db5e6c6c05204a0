package org.culvert.app.ui.pictures;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.culvert.app.ui.driver.Clipboards;
import org.culvert.app.ui.driver.WindowDriver;

/**
 * A window of one look that pictures are taken of. Each is looked at by people, and here for words
 * that are cut or hard to see.
 */
record Sitting(WindowDriver window, Look look) {
  private static final Path PICTURES =
      Path.of(System.getProperty("culvert.pictures", "target/pictures"));

  void take(String view) throws IOException {
    new Camera(window).take(file(view));
    judge(view);
  }

  /** While something is dragged over the window: the pointer stays there. */
  void takeDragging(String view) {
    Camera camera = new Camera(window);
    camera.aside();
    try {
      camera.takeAsItIs(file(view));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    judge(view);
  }

  private Path file(String view) {
    return PICTURES.resolve(view + "-" + look + ".png");
  }

  private void judge(String view) {
    String name = view + " in " + look;
    assertEquals(List.of(), window.cutTexts(), "cut in " + name);
    assertEquals(List.of(), window.wordsWithoutRoom(), "without room in " + name);
    assertEquals(List.of(), window.weakContrasts(), "hard to see in " + name);
  }

  void paste(List<Path> files) {
    Clipboards.put(files);
    window.press(KeyCode.CONTROL, KeyCode.V);
    window.waitToShow("import-sheet");
  }

  void leave(String sheet) {
    window.press(KeyCode.ESCAPE);
    window.waitToHide(sheet);
  }

  void select(String id) {
    WindowDriver.onFx(
        () -> {
          ((ToggleButton) window.visible(id)).setSelected(true);
          return true;
        });
    window.settle();
  }

  void focus(String id) {
    WindowDriver.onFx(
        () -> {
          window.visible(id).requestFocus();
          return true;
        });
  }

  void fill(String id, String text) {
    WindowDriver.onFx(
        () -> {
          ((TextField) window.visible(id)).setText(text);
          return true;
        });
  }

  /** To the end of what a node is in, or of itself: from the middle, so that it moves at all. */
  void scroll(String id) {
    for (double place : new double[] {0.5, 1}) {
      WindowDriver.onFx(
          () -> {
            for (Node at = window.visible(id); at != null; at = at.getParent()) {
              if (at instanceof ScrollPane pane) {
                pane.setVvalue(place);
              }
            }
            return true;
          });
      window.settle();
    }
  }
}
