package org.culvert.app.ui.dialogs;

import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.culvert.app.ui.fx.CutText;
import org.culvert.app.ui.imports.ImportPreview;
import org.culvert.app.ui.imports.ImportRow;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** A profile that is not imported yet: its name, and how it stands with it. */
final class ImportCell extends ListCell<ImportRow> {
  private final FontIcon icon = new FontIcon();
  private final Label name = new Label();
  private final Label below = new Label();
  private final VBox words = new VBox(name, below);
  private final HBox row = new HBox(icon, words);
  private Subscription following = Subscription.EMPTY;

  ImportCell() {
    getStyleClass().add("import-cell");
    row.getStyleClass().add("profile-row");
    // The rows are of one height, which is more than the words need.
    words.setAlignment(Pos.CENTER_LEFT);
    name.getStyleClass().add("profile-name");
    below.getStyleClass().addAll("profile-name", "import-below");
    CutText.tell(name);
    CutText.tell(below);
    setPrefWidth(0);
  }

  @Override
  protected void updateItem(@Nullable ImportRow item, boolean empty) {
    super.updateItem(item, empty);
    following.unsubscribe();
    following = Subscription.EMPTY;
    if (empty || item == null) {
      setGraphic(null);
      setAccessibleText(null);
      return;
    }
    setGraphic(row);
    following = item.nameProperty().subscribe(_ -> show(item));
  }

  private void show(ImportRow item) {
    name.setText(
        item.preview() instanceof ImportPreview.Bad bad ? bad.file() : item.nameProperty().get());
    below.setText(item.statusText());
    icon.setIconLiteral(
        switch (item.status()) {
          case BAD -> "fth-x-circle";
          case SAME -> "fth-minus-circle";
          case TAKEN, WARNED -> "fth-alert-triangle";
          case FINE -> "fth-check-circle";
        });
    for (ImportRow.Status status : ImportRow.Status.values()) {
      pseudoClassStateChanged(
          PseudoClass.getPseudoClass(status.name().toLowerCase(java.util.Locale.ROOT)),
          status == item.status());
    }
    setAccessibleText(name.getText() + ", " + below.getText());
  }
}
