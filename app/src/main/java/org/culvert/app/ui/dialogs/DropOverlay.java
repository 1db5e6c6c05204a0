package org.culvert.app.ui.dialogs;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.culvert.app.ui.fx.Words;
import org.culvert.app.ui.text.Texts;
import org.kordamp.ikonli.javafx.FontIcon;

/** Covers the window while files are dragged over it, and tells what dropping them will do. */
public final class DropOverlay extends StackPane {
  private final FontIcon icon = new FontIcon("fth-download");
  private final Words title = new Words();
  private final Words text = new Words(Texts.of("drop.hint"));

  /** Hidden until files come. */
  public DropOverlay() {
    setId("drop-overlay");
    getStyleClass().add("drop-overlay");
    title.setId("drop-title");
    title.getStyleClass().add("drop-title");
    text.getStyleClass().add("drop-text");
    VBox box = new VBox(icon, title, text);
    box.getStyleClass().add("drop-box");
    getChildren().add(box);
    setVisible(false);
    setMouseTransparent(true);
  }

  /**
   * Accepts profiles that are dropped onto {@code target}.
   *
   * @param dropped takes the files, all of them profiles by name
   */
  public void watch(Node target, Consumer<List<Path>> dropped) {
    target.setOnDragEntered(this::show);
    target.setOnDragOver(
        event -> {
          if (!profiles(event.getDragboard()).isEmpty()) {
            event.acceptTransferModes(TransferMode.COPY);
          }
          event.consume();
        });
    target.setOnDragExited(_ -> setVisible(false));
    target.setOnDragDropped(
        event -> {
          List<Path> files = profiles(event.getDragboard());
          setVisible(false);
          event.setDropCompleted(!files.isEmpty());
          event.consume();
          if (!files.isEmpty()) {
            dropped.accept(files);
          }
        });
  }

  private void show(DragEvent event) {
    if (!event.getDragboard().hasFiles()) {
      return;
    }
    List<Path> files = profiles(event.getDragboard());
    title.setText(
        switch (files.size()) {
          case 0 -> Texts.of("drop.none");
          case 1 -> Texts.of("drop.one", String.valueOf(files.getFirst().getFileName()));
          default -> Texts.of("drop.many", files.size());
        });
    text.setVisible(!files.isEmpty());
    icon.setIconLiteral(files.isEmpty() ? "fth-slash" : "fth-download");
    setVisible(true);
  }

  private static List<Path> profiles(Dragboard board) {
    return board.getFiles().stream()
        .map(file -> file.toPath())
        .filter(DropOverlay::profile)
        .toList();
  }

  private static boolean profile(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return name.endsWith(".ovpn") || name.endsWith(".conf") || name.endsWith(".zip");
  }
}
