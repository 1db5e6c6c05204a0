package org.culvert.app.ui.shell;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.culvert.app.ui.fx.IconButton;
import org.culvert.app.ui.fx.Tagged;
import org.culvert.app.ui.fx.Words;
import org.culvert.app.ui.text.Texts;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * What the window shows where there is no profile: the ways to a first one. It is hidden, and has
 * nothing on it, until it is shown: most starts of the window never do.
 */
final class EmptyPage extends StackPane {
  private final Runnable chooseFiles;
  private final Runnable typeAddress;
  private final Runnable showSettings;
  private final Button importing = Tagged.with(new Button(), "empty-import");
  private final Button appearance = Tagged.with(new Button(), "empty-appearance", "icon-button");

  /**
   * A page without anything on it.
   *
   * @param chooseFiles asks for files to import
   * @param typeAddress asks for an address to import from
   */
  EmptyPage(Runnable chooseFiles, Runnable typeAddress, Runnable showSettings) {
    this.chooseFiles = chooseFiles;
    this.typeAddress = typeAddress;
    this.showSettings = showSettings;
    setId("empty");
    setVisible(false);
    visibleProperty()
        .subscribe(
            shown -> {
              if (shown && getChildren().isEmpty()) {
                getChildren().addAll(ways(), corner());
              }
            });
  }

  /** The button that changes between light and dark. */
  Button appearanceButton() {
    return appearance;
  }

  /** Gives the focus to what most users need first. */
  void focusImport() {
    importing.requestFocus();
  }

  private VBox ways() {
    StackPane mark = Tagged.styled(new StackPane(new FontIcon("fth-shield")), "empty-mark");
    mark.setMaxWidth(USE_PREF_SIZE);
    Label title = Tagged.styled(new Label(Texts.of("empty.title")), "empty-title");
    Words text = Tagged.styled(new Words(Texts.of("empty.text")), "empty-text");
    text.setTextAlignment(TextAlignment.CENTER);
    Tagged.styled(importing, "action-button", "accent").setText(Texts.of("empty.import"));
    importing.setOnAction(_ -> chooseFiles.run());
    Button address = Tagged.with(new Button(Texts.of("empty.address")), "empty-address", "flat");
    address.setOnAction(_ -> typeAddress.run());
    return Tagged.styled(new VBox(mark, title, text, importing, address), "empty");
  }

  private HBox corner() {
    Button settings =
        IconButton.of(
            new Button(), "empty-settings", "fth-settings", "settings.open", "settings.open.tip");
    settings.setOnAction(_ -> showSettings.run());
    HBox corner = new HBox(2, appearance, settings);
    corner.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    setAlignment(corner, Pos.TOP_RIGHT);
    setMargin(corner, new Insets(16, 16, 0, 0));
    return corner;
  }
}
