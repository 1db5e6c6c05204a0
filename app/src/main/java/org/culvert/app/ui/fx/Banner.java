package org.culvert.app.ui.fx;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
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
  private Optional<Parts> parts = Optional.empty();
  private boolean brief;
  private Optional<Way> link = Optional.empty();
  private ObservableValue<Boolean> linkUseful = new SimpleObjectProperty<>(true);
  private Optional<Way> offer = Optional.empty();
  private @Nullable Runnable dismissed;

  /** An empty banner, hidden. */
  public Banner() {
    getStyleClass().add("banner");
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
    Parts shown = parts.orElseGet(this::make);
    shown.icon.setIconLiteral(kind.equals("info") ? "fth-info" : "fth-alert-triangle");
    shown.title.setText(newTitle);
    shown.text.setText(newText);
    arrange(shown);
    setAccessibleText(newTitle + ". " + newText);
    setVisible(true);
    setManaged(true);
  }

  /** Leaves out what to do, as long as that is said elsewhere. */
  public void brief(boolean now) {
    brief = now;
    parts.ifPresent(this::arrange);
  }

  /** Adds a button that does something about it. */
  public void offer(String what, Runnable chosen) {
    offer = Optional.of(new Way(what, chosen));
    parts.ifPresent(this::arrange);
  }

  /** Takes the button away. */
  public void noOffer() {
    offer = Optional.empty();
    parts.ifPresent(this::arrange);
  }

  /** Adds an address and what it does when it is used. */
  public void onLink(String address, Runnable used) {
    link = Optional.of(new Way(address, used));
    parts.ifPresent(this::arrange);
  }

  /** Whether the address leads anywhere now. */
  public void linkUseful(ObservableValue<Boolean> useful) {
    linkUseful = useful;
    parts.ifPresent(this::arrange);
  }

  /** Lets the user take it away; nothing takes the button away. */
  public void onDismiss(@Nullable Runnable newDismissed) {
    dismissed = newDismissed;
    parts.ifPresent(this::arrange);
  }

  /** Takes it away. */
  public void hide() {
    setVisible(false);
    setManaged(false);
  }

  private Parts make() {
    Parts made = new Parts(getId());
    made.link.setOnAction(
        _ -> {
          made.link.setVisited(false);
          link.ifPresent(way -> way.taken().run());
        });
    made.offer.setOnAction(_ -> offer.ifPresent(way -> way.taken().run()));
    made.dismiss.setOnAction(_ -> Optional.ofNullable(dismissed).ifPresent(Runnable::run));
    getChildren().addAll(made.icon, made.words, made.dismiss);
    parts = Optional.of(made);
    return made;
  }

  private void arrange(Parts on) {
    List<Node> lines = new ArrayList<>(List.of(on.title, on.text));
    link.ifPresent(
        way -> {
          on.link.setText(way.words());
          on.link.setAccessibleText(Texts.of("banner.copy", way.words()));
          on.link.disableProperty().bind(linkUseful.map(useful -> !useful));
          lines.add(on.link);
        });
    offer.ifPresent(
        way -> {
          on.offer.setText(way.words());
          lines.add(on.offer);
        });
    if (!on.words.getChildren().equals(lines)) { // or what has the focus loses it
      on.words.getChildren().setAll(lines);
    }
    show(on.text, !brief && !on.text.getText().isEmpty());
    show(on.dismiss, dismissed != null);
  }

  private static void show(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }

  /** Something the user can do about it. */
  private record Way(String words, Runnable taken) {}

  /** What is on it, made when it is first shown: most banners never are. */
  private static final class Parts {
    private final FontIcon icon = new FontIcon();
    private final Words title = Tagged.styled(new Words(), "banner-title");
    private final Words text = Tagged.styled(new Words(), "banner-text");
    private final VBox words = Tagged.styled(new VBox(), "banner-words");
    private final Hyperlink link;
    private final Button offer;
    private final Button dismiss;

    Parts(String id) {
      link = Tagged.with(new Hyperlink(), id + "-link", "banner-link");
      offer = Tagged.with(new Button(), id + "-offer", "quiet-button");
      dismiss =
          Tagged.with(
              new Button("", new FontIcon("fth-x")),
              id + "-dismiss",
              "icon-button",
              "banner-dismiss");
      dismiss.setAccessibleText(Texts.of("banner.dismiss"));
      dismiss.setTooltip(new Tooltip(Texts.of("banner.dismiss")));
      VBox.setMargin(offer, new Insets(6, 0, 0, 0));
      // Its cross is at the height of the title.
      HBox.setMargin(dismiss, new Insets(-7, -8, -7, 0));
      HBox.setHgrow(words, Priority.ALWAYS);
    }
  }
}
