package org.culvert.app.ui.log;

import java.util.OptionalInt;
import java.util.function.IntConsumer;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.controlsfx.control.textfield.CustomTextField;
import org.culvert.app.ui.fx.IconButton;
import org.culvert.app.ui.fx.Tagged;
import org.culvert.app.ui.text.Texts;
import org.culvert.core.api.LogLine;
import org.kordamp.ikonli.javafx.FontIcon;

/** Looks for words in the log, and goes from one found line to the next. */
final class LogSearchBar extends HBox {
  private final CustomTextField field = Tagged.with(new CustomTextField(), "log-search", "search");
  private final Label found = Tagged.with(new Label(), "log-found", "log-found");
  private final Button previous =
      IconButton.of(
          new Button(), "log-previous", "fth-chevron-up", "log.previous", "log.previous.tip");
  private final Button next =
      IconButton.of(new Button(), "log-next", "fth-chevron-down", "log.next", "log.next.tip");
  private final ToggleButton only =
      IconButton.of(new ToggleButton(), "log-only", "fth-filter", "log.only", "log.only");
  private final ListView<LogLine> list;
  private final IntConsumer go;

  /**
   * Searches a list of lines.
   *
   * @param go shows the line at an index
   */
  LogSearchBar(ListView<LogLine> list, IntConsumer go) {
    this.list = list;
    this.go = go;
    Tagged.styled(this, "log-bar");
    found.setMinWidth(USE_PREF_SIZE);
    field.setLeft(new FontIcon("fth-search"));
    field.setRight(found);
    field.setPromptText(Texts.of("log.search"));
    field.setAccessibleText(Texts.of("log.search"));
    field.setMinWidth(0);
    setHgrow(field, Priority.ALWAYS);
    getChildren().addAll(field, previous, next, only);
  }

  void bind(LogViewModel model) {
    field.textProperty().bindBidirectional(model.searchProperty());
    only.selectedProperty().bindBidirectional(model.onlyFoundProperty());
    next.setOnAction(_ -> next(model));
    previous.setOnAction(_ -> previous(model));
    var nothing = model.foundProperty().isEqualTo(0);
    next.disableProperty().bind(nothing);
    previous.disableProperty().bind(nothing);
    found
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> position(model),
                model.searchProperty(),
                model.foundProperty(),
                list.getSelectionModel().selectedIndexProperty()));
    field.addEventFilter(KeyEvent.KEY_PRESSED, event -> fieldKey(event, model));
  }

  /** Puts the cursor into the field. */
  void focusField() {
    field.requestFocus();
    field.selectAll();
  }

  /** F3 and Shift+F3 work wherever the focus in the log is. */
  void key(KeyEvent event, LogViewModel model) {
    if (event.getCode() == KeyCode.F3) {
      step(event, model);
    }
  }

  private void fieldKey(KeyEvent event, LogViewModel model) {
    switch (event.getCode()) {
      case ENTER -> step(event, model);
      case ESCAPE -> {
        field.clear();
        list.requestFocus();
        event.consume();
      }
      case DOWN -> {
        list.requestFocus();
        event.consume();
      }
      default -> {}
    }
  }

  private void step(KeyEvent event, LogViewModel model) {
    if (event.isShiftDown()) {
      previous(model);
    } else {
      next(model);
    }
    event.consume();
  }

  private void next(LogViewModel model) {
    go(model.next(selected()));
  }

  private void previous(LogViewModel model) {
    go(model.previous(selected()));
  }

  private int selected() {
    return list.getSelectionModel().getSelectedIndex();
  }

  private void go(OptionalInt line) {
    line.ifPresent(go);
  }

  private String position(LogViewModel model) {
    int all = model.foundProperty().get();
    if (model.searchProperty().get().isEmpty()) {
      return "";
    }
    int ordinal = model.ordinal(selected());
    return all == 0
        ? Texts.of("log.found.none")
        : ordinal == 0 ? Texts.of("log.found", all) : Texts.of("log.found.at", ordinal, all);
  }
}
