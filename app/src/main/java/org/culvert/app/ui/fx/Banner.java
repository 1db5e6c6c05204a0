package org.culvert.app.ui.fx;

import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.culvert.app.ui.text.Texts;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** A strip with a symbol, a line that says what is, and a line that says what to do. */
public final class Banner extends HBox {
  private final FontIcon icon = new FontIcon();
  private final Words title = new Words();
  private final Words text = new Words();
  private final VBox words = new VBox();
  private final Hyperlink link = new Hyperlink();
  private final Button offer = new Button();
  private final Button dismiss = new Button();
  private boolean brief;

  /** An empty banner, hidden. */
  public Banner() {
    getStyleClass().add("banner");
    title.getStyleClass().add("banner-title");
    text.getStyleClass().add("banner-text");
    link.idProperty().bind(idProperty().concat("-link"));
    link.getStyleClass().add("banner-link");
    offer.idProperty().bind(idProperty().concat("-offer"));
    offer.getStyleClass().add("quiet-button");
    VBox.setMargin(offer, new Insets(6, 0, 0, 0));
    words.getChildren().addAll(title, text);
    words.getStyleClass().add("banner-words");
    HBox.setHgrow(words, Priority.ALWAYS);
    dismiss.getStyleClass().addAll("icon-button", "banner-dismiss");
    dismiss.setGraphic(new FontIcon("fth-x"));
    dismiss.setAccessibleText(Texts.of("banner.dismiss"));
    dismiss.setTooltip(new Tooltip(Texts.of("banner.dismiss")));
    dismiss.idProperty().bind(idProperty().concat("-dismiss"));
    onDismiss(null);
    getChildren().addAll(icon, words, dismiss);
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
    brief(brief);
    setAccessibleText(newTitle + ". " + newText);
    setVisible(true);
    setManaged(true);
  }

  /** Leaves out what to do, as long as that is said elsewhere. */
  public void brief(boolean now) {
    brief = now;
    boolean shown = !brief && !text.getText().isEmpty();
    text.setManaged(shown);
    text.setVisible(shown);
  }

  /** Adds a button that does something about it. */
  public void offer(String what, Runnable chosen) {
    offer.setText(what);
    offer.setOnAction(_ -> chosen.run());
    if (!words.getChildren().contains(offer)) {
      words.getChildren().add(offer);
    }
  }

  /** Takes the button away. */
  public void noOffer() {
    words.getChildren().remove(offer);
  }

  /** Adds an address and what it does when it is used. */
  public void onLink(String address, Runnable used) {
    link.setText(address);
    link.setAccessibleText(Texts.of("banner.copy", address));
    words.getChildren().setAll(title, text, link);
    link.setOnAction(
        _ -> {
          link.setVisited(false);
          used.run();
        });
  }

  /** Whether the address leads anywhere now. */
  public void linkUseful(ObservableValue<Boolean> useful) {
    link.disableProperty().bind(useful.map(now -> !now));
  }

  /** Lets the user take it away; nothing takes the button away. */
  public void onDismiss(@Nullable Runnable dismissed) {
    dismiss.setVisible(dismissed != null);
    dismiss.setManaged(dismissed != null);
    dismiss.setOnAction(
        _ -> {
          if (dismissed != null) {
            dismissed.run();
          }
        });
  }

  /** Takes it away. */
  public void hide() {
    setVisible(false);
    setManaged(false);
  }
}
