package org.culvert.app.ui.driver;

import java.nio.file.Path;
import java.util.List;
import javafx.geometry.Point2D;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javafx.stage.StageStyle;

/** A small window from which files can be dragged, as from a file manager. */
final class DragSource {
  private final Stage stage = new Stage(StageStyle.UNDECORATED);

  DragSource(Stage beside, List<Path> files) {
    StackPane handle = new StackPane(new Label("drag"));
    handle.setOnDragDetected(
        event -> {
          Dragboard board = handle.startDragAndDrop(TransferMode.COPY);
          ClipboardContent content = new ClipboardContent();
          content.putFiles(files.stream().map(Path::toFile).toList());
          board.setContent(content);
          event.consume();
        });
    stage.setScene(new Scene(handle, 80, 80));
    stage.setX(beside.getX() + beside.getWidth() + 40);
    stage.setY(beside.getY() + 40);
    stage.show();
  }

  /** To be called off the JavaFX thread. */
  void waitToShow() {
    while (!WindowDriver.onFx(() -> stage.isShowing() && stage.getWidth() >= 80)) {
      Thread.onSpinWait();
    }
  }

  Point2D middle() {
    return new Point2D(stage.getX() + stage.getWidth() / 2, stage.getY() + stage.getHeight() / 2);
  }

  void close() {
    stage.close();
  }
}
