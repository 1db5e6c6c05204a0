package org.culvert.app.ui.log;

import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.culvert.app.ui.fx.WrappingCell;
import org.culvert.app.ui.text.Texts;
import org.culvert.app.ui.text.Unparted;
import org.culvert.core.api.LogLine;
import org.kordamp.ikonli.javafx.FontIcon;

/** One line: time, level, text. */
final class LogCell extends WrappingCell<LogLine> {
  private final LogViewModel model;
  private final Label time = new Label();
  private final FontIcon level = new FontIcon();
  private final MarkedText text = new MarkedText();
  private final FontIcon explained = new FontIcon("fth-help-circle");

  LogCell(LogViewModel model) {
    this(new HBox(), model);
  }

  private LogCell(HBox row, LogViewModel model) {
    super(row);
    this.model = model;
    row.getChildren().addAll(time, level, text, explained);
    getStyleClass().add("log-cell");
    row.getStyleClass().add("log-row");
    time.getStyleClass().add("log-time");
    level.getStyleClass().add("log-level");
    explained.getStyleClass().add("log-explained");
    HBox.setHgrow(text, Priority.ALWAYS);
    model.wantedProperty().subscribe(() -> Optional.ofNullable(getItem()).ifPresent(this::mark));
  }

  private void mark(LogLine line) {
    text.show(Unparted.of(line.text()), model.placesIn(line));
  }

  @Override
  protected void show(LogLine line) {
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
  }
}
