package org.culvert.app.ui.log;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.geometry.Orientation;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.VBox;
import org.culvert.app.ui.fx.FxmlFile;
import org.culvert.app.ui.text.Texts;
import org.culvert.core.api.LogLine;
import org.jspecify.annotations.Nullable;

/** The log: newest at the foot, followed as long as the foot is in view. */
public final class LogView extends VBox {
  private static final KeyCombination COPY =
      new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

  @FXML private ToggleButton debug;
  @FXML private ToggleButton info;
  @FXML private ToggleButton warning;
  @FXML private ToggleButton error;
  @FXML private Button copy;
  @FXML private ListView<LogLine> list;

  private @Nullable LogViewModel model;
  private Consumer<String> say = _ -> {};

  /** Loads its parts. */
  public LogView() {
    FxmlFile.load(this);
    list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    list.setPlaceholder(new Label(Texts.of("log.empty")));
    list.setOnKeyPressed(
        event -> {
          if (COPY.match(event)) {
            copy();
            event.consume();
          }
        });
    copy.setOnAction(_ -> copy());
  }

  /**
   * Shows a view model.
   *
   * @param newSay tells the user that something was done
   */
  public void bind(LogViewModel newModel, Consumer<String> newSay) {
    model = newModel;
    say = newSay;
    list.setCellFactory(_ -> new LogCell(newModel));
    list.setItems(newModel.lines());
    newModel
        .lines()
        .addListener(
            (ListChangeListener<LogLine>)
                _ -> {
                  if (atFoot()) {
                    scrollToEnd();
                  }
                });
    Map<LogLine.Level, ToggleButton> buttons =
        Map.of(
            LogLine.Level.DEBUG, debug,
            LogLine.Level.INFO, info,
            LogLine.Level.WARNING, warning,
            LogLine.Level.ERROR, error);
    buttons.forEach(
        (level, button) -> {
          button.setId("log-level-" + level.name().toLowerCase(Locale.ROOT));
          button.setSelected(level == newModel.levelProperty().get());
          button.setOnAction(
              _ -> {
                button.setSelected(true);
                newModel.levelProperty().set(level);
              });
        });
    scrollToEnd();
  }

  /** Gives the lines the focus. */
  public void focusLines() {
    list.requestFocus();
  }

  /** Whether the reader has the newest line in view, or nothing to scroll. */
  private boolean atFoot() {
    return list.lookupAll(".scroll-bar").stream()
        .map(ScrollBar.class::cast)
        .filter(bar -> bar.getOrientation() == Orientation.VERTICAL && bar.isVisible())
        .allMatch(bar -> bar.getValue() >= bar.getMax() - 1e-3);
  }

  /** Once the list has heard of its new lines: asked earlier, it looks for cells it has not. */
  private void scrollToEnd() {
    Platform.runLater(() -> list.scrollTo(list.getItems().size() - 1));
  }

  private void copy() {
    LogViewModel source = model;
    if (source == null) {
      return;
    }
    Collection<LogLine> selected = list.getSelectionModel().getSelectedItems();
    Collection<LogLine> chosen = selected.isEmpty() ? list.getItems() : selected;
    if (!chosen.isEmpty()) {
      Clipboard.getSystemClipboard()
          .setContent(Map.of(DataFormat.PLAIN_TEXT, source.asText(chosen)));
      say.accept(Texts.of("log.copied", chosen.size()));
    }
  }
}
