package org.culvert.app.ui.log;

import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.culvert.app.ui.text.Texts;
import org.culvert.core.api.LogLine;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** One line: time, level, text. */
final class LogCell extends ListCell<LogLine> {
  private final LogViewModel model;
  private final Label time = new Label();
  private final FontIcon level = new FontIcon();
  private final MarkedText text = new MarkedText();
  private final FontIcon explained = new FontIcon("fth-help-circle");
  private final HBox row = new HBox(time, level, text, explained);

  LogCell(LogViewModel model) {
    this.model = model;
    getStyleClass().add("log-cell");
    row.getStyleClass().add("log-row");
    time.getStyleClass().add("log-time");
    level.getStyleClass().add("log-level");
    explained.getStyleClass().add("log-explained");
    HBox.setHgrow(text, Priority.ALWAYS);
    setPrefWidth(0);
    model.wantedProperty().subscribe(() -> Optional.ofNullable(getItem()).ifPresent(this::mark));
  }

  private void mark(LogLine line) {
    text.show(line.text(), model.placesIn(line));
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
    mark(line);
    for (LogLine.Level each : LogLine.Level.values()) {
      pseudoClassStateChanged(PseudoClass.getPseudoClass(each.wireName()), each == line.level());
    }
    boolean problem = line.problem().isPresent();
    explained.setVisible(problem);
    explained.setManaged(problem);
    setAccessibleText(
        time.getText() + " " + Texts.of("log.line." + line.level().wireName()) + " " + line.text());
    setGraphic(row);
  }
}
