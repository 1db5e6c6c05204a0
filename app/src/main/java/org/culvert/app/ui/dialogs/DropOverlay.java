package org.culvert.app.ui.dialogs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.culvert.app.profiles.WebPlace;
import org.culvert.app.ui.fx.Words;
import org.culvert.app.ui.text.Texts;
import org.culvert.core.api.PrintableText;
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

  /** Takes what is dropped. */
  public interface Taker {
    /** Files that are profiles or archives by name, and folders. */
    void files(List<Path> files);

    /** An address of the web, or a link to import from one. */
    void address(String address);
  }

  /** Accepts profiles that are dropped onto {@code target}. */
  public void watch(Node target, Taker taker) {
    target.setOnDragEntered(this::show);
    target.setOnDragOver(
        event -> {
          if (!profiles(event.getDragboard()).isEmpty()
              || address(event.getDragboard()).isPresent()) {
            event.acceptTransferModes(TransferMode.COPY);
          }
          event.consume();
        });
    target.setOnDragExited(_ -> setVisible(false));
    target.setOnDragDropped(
        event -> {
          List<Path> files = profiles(event.getDragboard());
          Optional<String> address = address(event.getDragboard());
          setVisible(false);
          event.setDropCompleted(!files.isEmpty() || address.isPresent());
          event.consume();
          if (!files.isEmpty()) {
            taker.files(files);
          } else {
            address.ifPresent(taker::address);
          }
        });
  }

  private void show(DragEvent event) {
    Optional<String> address = address(event.getDragboard());
    if (!event.getDragboard().hasFiles() && address.isEmpty()) {
      return;
    }
    List<Path> files = profiles(event.getDragboard());
    boolean taken = !files.isEmpty() || address.isPresent();
    title.setText(
        switch (files.size()) {
          case 0 -> Texts.of(taken ? "drop.address" : "drop.none");
          case 1 -> Texts.of("drop.one", named(files.getFirst()));
          default ->
              Texts.of(
                  files.stream().anyMatch(DropOverlay::holdsProfiles) ? "drop.items" : "drop.many",
                  files.size());
        });
    text.setVisible(taken);
    icon.setIconLiteral(taken ? "fth-download" : "fth-slash");
    setVisible(true);
  }

  private static String named(Path file) {
    return PrintableText.whole(String.valueOf(file.getFileName()));
  }

  private static List<Path> profiles(Dragboard board) {
    return board.getFiles().stream()
        .map(file -> file.toPath())
        .filter(DropOverlay::profile)
        .toList();
  }

  /** Browsers give an address both as such and as text; files have one too. */
  private static Optional<String> address(Dragboard board) {
    return board.hasFiles()
        ? Optional.empty()
        : Optional.ofNullable(board.hasUrl() ? board.getUrl() : board.getString())
            .filter(WebPlace::isMeant);
  }

  private static boolean profile(Path file) {
    return ends(file, ".ovpn") || ends(file, ".conf") || holdsProfiles(file);
  }

  /** How many, nobody knows before it is looked into. */
  private static boolean holdsProfiles(Path file) {
    return ends(file, ".zip") || Files.isDirectory(file);
  }

  private static boolean ends(Path file, String extension) {
    return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(extension);
  }
}
