package org.culvert.app.ui.dialogs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.controlsfx.control.SegmentedButton;
import org.culvert.app.settings.Appearance;
import org.culvert.app.settings.Language;
import org.culvert.app.ui.fx.OneOf;
import org.culvert.app.ui.fx.Words;
import org.culvert.app.ui.settings.SettingsViewModel;
import org.culvert.app.ui.settings.StartAtLogin;
import org.culvert.app.ui.text.Texts;
import org.culvert.core.api.DataPathChoice;
import org.culvert.core.api.DnsWish;

/** Each setting as a control and a line that explains it. */
final class SettingRows {
  private SettingRows() {}

  /** What counts for all profiles, and for the window. */
  static List<Node> ofAll(SettingsViewModel model) {
    return List.of(
        row("appearance", oneOf("appearance", model.appearanceProperty(), Appearance.values())),
        row("language", language(model.languageProperty())),
        startAtLogin(model.startAtLogin()),
        row("path", oneOf("path", model.dataPathProperty(), DataPathChoice.values())),
        check("kill", model.killSwitchProperty()),
        check("lan", model.allowLanProperty()),
        dns(model.dnsProperty()),
        check("sleep", model.reconnectAfterSleepProperty()),
        check("notifications", model.notificationsProperty()));
  }

  /** What may be different for the selected profile. */
  static List<Node> ofProfile(SettingsViewModel model) {
    return List.of(
        check("start", model.profileConnectOnStartProperty()),
        row(
            "path",
            override(
                "path",
                model.profileDataPathProperty(),
                model.dataPathProperty().get(),
                List.of(DataPathChoice.values()),
                value -> Texts.plain(key("path", value)))),
        onOrOff("kill", model.profileKillSwitchProperty(), model.killSwitchProperty()),
        onOrOff("lan", model.profileAllowLanProperty(), model.allowLanProperty()),
        dns(model.profileDnsProperty(), model.dnsProperty().get()),
        onOrOff(
            "sleep",
            model.profileReconnectAfterSleepProperty(),
            model.reconnectAfterSleepProperty()),
        onOrOff(
            "notifications", model.profileNotificationsProperty(), model.notificationsProperty()));
  }

  private static Node onOrOff(
      String setting, ObjectProperty<Optional<Boolean>> own, ObjectProperty<Boolean> all) {
    return row(
        setting,
        override(
            setting,
            own,
            all.get(),
            List.of(true, false),
            value -> Texts.of(Boolean.TRUE.equals(value) ? "settings.on" : "settings.off")));
  }

  private static Node dns(ObjectProperty<DnsWish> property) {
    DnsBox box = new DnsBox(Optional.empty(), wish -> wish.ifPresent(property::set));
    property.subscribe(wish -> box.show(Optional.of(wish)));
    return row("dns", box.control(), box);
  }

  private static Node dns(ObjectProperty<Optional<DnsWish>> own, DnsWish all) {
    DnsBox box = new DnsBox(Optional.of(all), own::set);
    own.subscribe(box::show);
    return row("dns", box.control(), box);
  }

  private static Node startAtLogin(StartAtLogin login) {
    CheckBox box = box("login");
    login.onProperty().subscribe(box::setSelected);
    box.setOnAction(_ -> login.set(box.isSelected()));
    box.setDisable(login.obstacle().isPresent());
    Words note = note("settings.login.note");
    note.textProperty()
        .bind(login.traylessProperty().map(trayless -> Texts.of(startAtLogin(login, trayless))));
    return withNote(box, note);
  }

  private static String startAtLogin(StartAtLogin login, boolean trayless) {
    return login
        .obstacle()
        .map(why -> key("login", why))
        .orElse(trayless ? "settings.login.trayless" : "settings.login.note");
  }

  private static Node check(String setting, ObjectProperty<Boolean> property) {
    CheckBox box = box(setting);
    box.selectedProperty().bindBidirectional(property);
    return withNote(box, note("settings." + setting + ".note"));
  }

  private static CheckBox box(String setting) {
    CheckBox box = new CheckBox(Texts.of("settings." + setting));
    box.setId("setting-" + setting);
    box.setWrapText(true);
    return box;
  }

  private static Node withNote(CheckBox box, Words note) {
    note.getStyleClass().add("setting-note-of-box");
    box.accessibleHelpProperty().bind(note.textProperty());
    return new VBox(box, note);
  }

  /** A control below its name; the explanation stands between them. */
  private static Node row(String setting, Control control) {
    return row(setting, control, control);
  }

  /**
   * @param whole the control with what belongs to it
   */
  private static Node row(String setting, Control control, Node whole) {
    Label name = new Label(Texts.of("settings." + setting));
    name.setMnemonicParsing(true);
    name.setLabelFor(control);
    name.getStyleClass().add("setting-name");
    Words note = note("settings." + setting + ".note");
    control.setAccessibleText(Texts.plain("settings." + setting));
    control.setAccessibleHelp(note.getText());
    VBox row = new VBox(name, note, whole);
    row.getStyleClass().add("setting");
    return row;
  }

  private static Words note(String key) {
    Words words = new Words(Texts.of(key));
    words.getStyleClass().add("setting-note");
    return words;
  }

  private static <E extends Enum<E>> SegmentedButton oneOf(
      String setting, ObjectProperty<E> property, E[] values) {
    Map<E, ToggleButton> buttons = new LinkedHashMap<>();
    for (E value : values) {
      ToggleButton button = new ToggleButton(Texts.of(key(setting, value)));
      button.setId("setting-" + setting + "-" + word(value));
      buttons.put(value, button);
    }
    OneOf.bind(property, buttons);
    return new SegmentedButton(buttons.values().toArray(ToggleButton[]::new));
  }

  private static ChoiceBox<Optional<Language>> language(
      ObjectProperty<Optional<Language>> property) {
    return choice(
        "language",
        property,
        List.of(Language.values()),
        value ->
            value.map(Language::ownName).orElseGet(() -> Texts.of("settings.language.system")));
  }

  private static <T> ChoiceBox<Optional<T>> override(
      String setting,
      ObjectProperty<Optional<T>> property,
      T all,
      List<T> values,
      Function<T, String> words) {
    return choice(
        setting,
        property,
        values,
        value -> value.map(words).orElseGet(() -> Texts.of("settings.like-all", words.apply(all))));
  }

  /** One of the values, or none of them. */
  private static <T> ChoiceBox<Optional<T>> choice(
      String setting,
      ObjectProperty<Optional<T>> property,
      List<T> values,
      Function<Optional<T>, String> words) {
    ChoiceBox<Optional<T>> choice = new ChoiceBox<>();
    choice.setId("setting-" + setting);
    choice.setMaxWidth(Double.MAX_VALUE);
    choice.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(Optional<T> value) {
            return words.apply(value);
          }

          @Override
          public Optional<T> fromString(String text) {
            throw new UnsupportedOperationException("nothing is typed");
          }
        });
    choice
        .getItems()
        .setAll(
            Stream.concat(Stream.of(Optional.<T>empty()), values.stream().map(Optional::of))
                .toList());
    choice.valueProperty().bindBidirectional(property);
    return choice;
  }

  private static String key(String setting, Enum<?> value) {
    return "settings." + setting + "." + word(value);
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
