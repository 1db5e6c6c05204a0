package org.culvert.app.ui.log;

import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.culvert.app.ui.fx.Words;
import org.culvert.core.api.LogLine;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** One line: time, level, text. */
final class LogCell extends ListCell<LogLine> {
  private final LogViewModel model;
  private final Label time = new Label();
  private final FontIcon level = new FontIcon();
  private final Words text = new Words();
  private final HBox row = new HBox(time, level, text);

  LogCell(LogViewModel model) {
    this.model = model;
    getStyleClass().add("log-cell");
    row.getStyleClass().add("log-row");
    time.getStyleClass().add("log-time");
    level.getStyleClass().add("log-level");
    text.getStyleClass().add("log-text");
    HBox.setHgrow(text, Priority.ALWAYS);
    setPrefWidth(0);
  }

  /** A list asks for the height without a width; the text wraps at the width that it will get. */
  @Override
  protected double computePrefHeight(double width) {
    double given = width > 0 ? width : getWidth() > 0 ? getWidth() : getListView().getWidth();
    double inside = given - snappedLeftInset() - snappedRightInset();
    return inside <= 0 || getGraphic() == null
        ? super.computePrefHeight(width)
        : snappedTopInset() + snapSizeY(row.prefHeight(inside)) + snappedBottomInset();
  }

  @Override
  protected void updateItem(@Nullable LogLine line, boolean empty) {
    super.updateItem(line, empty);
    if (empty || line == null) {
      setGraphic(null);
      setAccessibleText(null);
      return;
    }
    time.setText(model.timeOf(line));
    level.setIconLiteral(
        switch (line.level()) {
          case DEBUG -> "fth-chevron-right";
          case INFO -> "fth-info";
          case WARNING -> "fth-alert-triangle";
          case ERROR -> "fth-x-circle";
        });
    text.setText(line.text());
    for (LogLine.Level each : LogLine.Level.values()) {
      pseudoClassStateChanged(PseudoClass.getPseudoClass(each.wireName()), each == line.level());
    }
    setAccessibleText(time.getText() + " " + line.level().wireName() + " " + line.text());
    setGraphic(row);
  }
}
