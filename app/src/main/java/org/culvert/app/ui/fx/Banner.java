package org.culvert.app.ui.fx;

import javafx.scene.AccessibleRole;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** A strip with a symbol, a line that says what is, and a line that says what to do. */
public final class Banner extends HBox {
  private final FontIcon icon = new FontIcon();
  private final Words title = new Words();
  private final Words text = new Words();

  /** An empty banner, hidden. */
  public Banner() {
    getStyleClass().add("banner");
    title.getStyleClass().add("banner-title");
    text.getStyleClass().add("banner-text");
    VBox words = new VBox(title, text);
    words.getStyleClass().add("banner-words");
    HBox.setHgrow(words, Priority.ALWAYS);
    getChildren().addAll(icon, words);
    setAccessibleRole(AccessibleRole.TEXT);
    hide();
  }

  /**
   * Shows words.
   *
   * @param kind style class and feeling: {@code info}, {@code warning} or {@code danger}
   */
  public void show(String kind, String newTitle, String newText) {
    getStyleClass().removeAll("info", "warning", "danger");
    getStyleClass().add(kind);
    icon.setIconLiteral(kind.equals("info") ? "fth-info" : "fth-alert-triangle");
    title.setText(newTitle);
    text.setText(newText);
    text.setManaged(!newText.isEmpty());
    text.setVisible(!newText.isEmpty());
    setAccessibleText(newTitle + ". " + newText);
    setVisible(true);
    setManaged(true);
  }

  /** Takes it away. */
  public void hide() {
    setVisible(false);
    setManaged(false);
  }
}
