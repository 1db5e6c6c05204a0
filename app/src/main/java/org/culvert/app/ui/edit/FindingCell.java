package org.culvert.app.ui.edit;

import java.util.Locale;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.culvert.app.ui.fx.Words;
import org.culvert.app.ui.text.Texts;
import org.culvert.core.profile.Finding;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** What is the matter with a line, and what to do. */
public final class FindingCell extends ListCell<Finding> {
  private final FontIcon icon = new FontIcon();
  private final Words what = new Words();
  private final Words hint = new Words();
  private final HBox row = new HBox(icon, new VBox(what, hint));

  /**
   * An empty cell.
   *
   * @param chosen hears of a finding that was clicked at
   */
  public FindingCell(Consumer<Finding> chosen) {
    getStyleClass().add("finding-cell");
    row.getStyleClass().add("finding-row");
    hint.getStyleClass().add("finding-hint");
    HBox.setHgrow(row.getChildren().getLast(), Priority.ALWAYS);
    setPrefWidth(0);
    setOnMouseClicked(
        _ -> {
          if (getItem() != null) {
            chosen.accept(getItem());
          }
        });
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
  protected void updateItem(@Nullable Finding finding, boolean empty) {
    super.updateItem(finding, empty);
    if (empty || finding == null) {
      setId(null);
      setGraphic(null);
      setAccessibleText(null);
      return;
    }
    setId("edit-finding-" + finding.line());
    icon.setIconLiteral(
        switch (finding.severity()) {
          case ERROR -> "fth-x-circle";
          case WARNING -> "fth-alert-triangle";
          case NOTE -> "fth-info";
        });
    what.setText(sentence(finding));
    hint.setText(finding.whatToDo());
    for (Finding.Severity each : Finding.Severity.values()) {
      pseudoClassStateChanged(PseudoClass.getPseudoClass(nameOf(each)), each == finding.severity());
    }
    setAccessibleText(
        Texts.of("edit.severity." + nameOf(finding.severity()))
            + ". "
            + what.getText()
            + ". "
            + hint.getText());
    setGraphic(row);
  }

  private static String sentence(Finding finding) {
    return finding.line() > 0
        ? Texts.of("edit.finding", finding.line(), finding.what())
        : finding.what();
  }

  private static String nameOf(Finding.Severity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }
}
