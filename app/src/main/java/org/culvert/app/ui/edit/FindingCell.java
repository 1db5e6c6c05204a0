package org.culvert.app.ui.edit;

import java.util.Locale;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.culvert.app.ui.fx.Words;
import org.culvert.app.ui.fx.WrappingCell;
import org.culvert.app.ui.text.Texts;
import org.culvert.core.profile.Finding;
import org.kordamp.ikonli.javafx.FontIcon;

/** What is the matter with a line, and what to do. */
public final class FindingCell extends WrappingCell<Finding> {
  private final FontIcon icon = new FontIcon();
  private final Words what = new Words();
  private final Words hint = new Words();

  /**
   * An empty cell.
   *
   * @param chosen hears of a finding that was clicked at
   */
  public FindingCell(Consumer<Finding> chosen) {
    this(new HBox(), chosen);
  }

  private FindingCell(HBox row, Consumer<Finding> chosen) {
    super(row);
    row.getChildren().addAll(icon, new VBox(what, hint));
    getStyleClass().add("finding-cell");
    row.getStyleClass().add("finding-row");
    hint.getStyleClass().add("finding-hint");
    HBox.setHgrow(row.getChildren().getLast(), Priority.ALWAYS);
    setOnMouseClicked(
        _ -> {
          if (getItem() != null) {
            chosen.accept(getItem());
          }
        });
  }

  @Override
  protected void clear() {
    super.clear();
    setId(null);
  }

  @Override
  protected void show(Finding finding) {
    setId("edit-finding-" + finding.line());
    icon.setIconLiteral(
        switch (finding.severity()) {
          case ERROR -> "fth-x-circle";
          case WARNING -> "fth-alert-triangle";
          case NOTE -> "fth-info";
        });
    what.setText(sentence(finding));
    hint.setText(Texts.hint(finding));
    for (Finding.Severity each : Finding.Severity.values()) {
      pseudoClassStateChanged(PseudoClass.getPseudoClass(nameOf(each)), each == finding.severity());
    }
    setAccessibleText(
        Texts.of("edit.severity." + nameOf(finding.severity()))
            + ". "
            + what.getText()
            + ". "
            + hint.getText());
  }

  private static String sentence(Finding finding) {
    return finding.line() > 0
        ? Texts.of("edit.finding", finding.line(), Texts.of(finding))
        : Texts.of(finding);
  }

  private static String nameOf(Finding.Severity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }
}
