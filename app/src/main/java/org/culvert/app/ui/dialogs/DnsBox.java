package org.culvert.app.ui.dialogs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.culvert.app.ui.fx.Words;
import org.culvert.app.ui.text.Texts;
import org.culvert.core.api.DnsWish;
import org.culvert.core.api.DnsWishException;

/**
 * Who is asked for names: a choice, and a field for addresses where they are typed. What cannot be
 * is told below the field, and not chosen.
 */
final class DnsBox extends VBox {
  private enum Kind {
    LIKE_ALL,
    SERVER,
    NONE,
    THESE
  }

  private final ChoiceBox<Kind> kind = new ChoiceBox<>();
  private final TextField addresses = new TextField();
  private final Words wrong = new Words();
  private final Consumer<Optional<DnsWish>> chosen;
  private boolean showing;

  /**
   * @param all what counts for all profiles, where that can be chosen; empty where it cannot
   * @param chosen is told of each choice; empty for the one for all profiles
   */
  DnsBox(Optional<DnsWish> all, Consumer<Optional<DnsWish>> chosen) {
    this.chosen = chosen;
    getStyleClass().add("setting-dns");
    kind.setId("setting-dns");
    kind.setMaxWidth(Double.MAX_VALUE);
    List<Kind> kinds = new ArrayList<>(List.of(Kind.values()));
    if (all.isEmpty()) {
      kinds.remove(Kind.LIKE_ALL);
    }
    kind.setConverter(words(all));
    kind.getItems().setAll(kinds);
    addresses.setId("setting-dns-addresses");
    addresses.setPromptText("9.9.9.9, 2620:fe::fe");
    addresses.setAccessibleText(Texts.of("settings.dns.addresses"));
    wrong.setId("setting-dns-wrong");
    wrong.getStyleClass().add("sheet-reason");
    kind.setOnAction(_ -> picked());
    addresses.setOnAction(_ -> typed());
    addresses.focusedProperty().subscribe(this::leave);
    getChildren().addAll(kind, addresses, wrong);
    tell("");
  }

  /** The control that the setting's name belongs to. */
  ChoiceBox<?> control() {
    return kind;
  }

  /** Shows what counts. */
  void show(Optional<DnsWish> wish) {
    showing = true;
    if (!(wish.isEmpty() && kind.getValue() == Kind.THESE)) {
      kind.setValue(kindOf(wish));
    }
    wish.filter(DnsWish.These.class::isInstance)
        .map(DnsWish.These.class::cast)
        .ifPresent(
            these -> {
              addresses.setText(String.join(", ", these.addresses()));
              tell("");
            });
    arrange();
    showing = false;
  }

  private void picked() {
    arrange();
    if (showing) {
      return;
    }
    tell("");
    switch (kind.getValue()) {
      case LIKE_ALL -> chosen.accept(Optional.empty());
      case SERVER -> chosen.accept(Optional.of(new DnsWish.Server()));
      case NONE -> chosen.accept(Optional.of(new DnsWish.None()));
      case THESE -> {
        if (addresses.getText().isBlank()) {
          addresses.requestFocus();
        } else {
          typed();
        }
      }
    }
  }

  private void leave(boolean focused) {
    if (!focused && kind.getValue() == Kind.THESE && !showing && !addresses.getText().isBlank()) {
      typed();
    }
  }

  private void typed() {
    try {
      DnsWish wish = new DnsWish.These(DnsWish.words(addresses.getText()));
      tell("");
      chosen.accept(Optional.of(wish));
    } catch (DnsWishException e) {
      tell(wrong(e));
    }
  }

  private static String wrong(DnsWishException why) {
    String key = why.why().name().toLowerCase(Locale.ROOT).replace('_', '-');
    return Texts.of("settings.dns.wrong." + key, why.what(), DnsWish.MOST);
  }

  private void tell(String problem) {
    wrong.setText(problem);
    addresses.setAccessibleHelp(problem);
    show(wrong, !problem.isEmpty());
  }

  private void arrange() {
    boolean typing = kind.getValue() == Kind.THESE;
    show(addresses, typing);
    show(wrong, typing && !wrong.getText().isEmpty());
  }

  private static void show(javafx.scene.Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }

  private static Kind kindOf(Optional<DnsWish> wish) {
    return wish.map(
            it ->
                switch (it) {
                  case DnsWish.Server() -> Kind.SERVER;
                  case DnsWish.None() -> Kind.NONE;
                  case DnsWish.These _ -> Kind.THESE;
                })
        .orElse(Kind.LIKE_ALL);
  }

  private static StringConverter<Kind> words(Optional<DnsWish> all) {
    return new StringConverter<>() {
      @Override
      public String toString(Kind value) {
        return value == Kind.LIKE_ALL
            ? Texts.of("settings.like-all", all.map(this::full).orElse(""))
            : word(value);
      }

      private String full(DnsWish wish) {
        return wish instanceof DnsWish.These these
            ? String.join(", ", these.addresses())
            : word(kindOf(Optional.of(wish)));
      }

      private String word(Kind value) {
        return Texts.of("settings.dns." + value.name().toLowerCase(Locale.ROOT));
      }

      @Override
      public Kind fromString(String text) {
        throw new UnsupportedOperationException("nothing is typed here");
      }
    };
  }
}
