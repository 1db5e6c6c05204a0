package org.culvert.app.settings;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.culvert.app.state.Span;
import org.culvert.core.api.DataPathChoice;
import org.culvert.core.api.DnsWish;
import org.culvert.core.api.json.JsonObject;
import org.culvert.core.api.json.MalformedMessageException;

/**
 * Settings as the text of their file. What is not there, and a word that is not known, is as usual:
 * a newer Culvert may have written it. Fields that are not known are passed over.
 */
final class SettingsJson {
  /** Raised with every change that an older Culvert would misread. */
  private static final int VERSION = 1;

  private SettingsJson() {}

  static byte[] write(Settings settings) {
    JsonObject file =
        new JsonObject()
            .put("version", VERSION)
            .put("language", settings.language().map(SettingsJson::word))
            .put("appearance", settings.appearance().map(SettingsJson::word))
            .put("all", write(settings.all()))
            .putObjects(
                "profiles",
                settings.profiles().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(one -> write(one.getKey(), one.getValue()))
                    .toList())
            .put(
                "chart",
                new JsonObject()
                    .put("span", word(settings.chart().span()))
                    .put("scale", word(settings.chart().scale())));
    settings.window().ifPresent(place -> file.put("window", write(place)));
    return (file + "\n").getBytes(UTF_8);
  }

  private static JsonObject write(Choices choices) {
    return new JsonObject()
        .put("dataPath", word(choices.dataPath()))
        .put("killSwitch", choices.protection().killSwitch())
        .put("allowLan", choices.protection().allowLan())
        .put("dns", choices.protection().dns().text())
        .put("reconnectAfterSleep", choices.reconnectAfterSleep())
        .put("notifications", choices.notifications());
  }

  private static JsonObject write(String name, Overrides different) {
    return write(new JsonObject().put("name", name), different);
  }

  static String text(Overrides different) {
    return write(new JsonObject(), different).toString();
  }

  static Overrides overrides(String text) {
    try {
      return overrides(JsonObject.parse(text.getBytes(UTF_8)));
    } catch (MalformedMessageException e) {
      return Overrides.NONE;
    }
  }

  private static JsonObject write(JsonObject profile, Overrides different) {
    profile
        .put("connectOnStart", different.connectOnStart())
        .put("dataPath", different.dataPath().map(SettingsJson::word));
    different.protection().killSwitch().ifPresent(wish -> profile.put("killSwitch", wish));
    different.protection().allowLan().ifPresent(wish -> profile.put("allowLan", wish));
    profile.put("dns", different.protection().dns().map(DnsWish::text));
    different.reconnectAfterSleep().ifPresent(wish -> profile.put("reconnectAfterSleep", wish));
    different.notifications().ifPresent(wish -> profile.put("notifications", wish));
    return profile;
  }

  private static JsonObject write(WindowPlace place) {
    return new JsonObject()
        .put("x", place.x())
        .put("y", place.y())
        .put("width", place.width())
        .put("height", place.height())
        .put("maximized", place.maximized());
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws MalformedMessageException for anything else, such as the file of a newer version
   */
  static Settings read(byte[] text) throws MalformedMessageException {
    JsonObject file = JsonObject.parse(text);
    if (file.integer("version") != VERSION) {
      throw new MalformedMessageException("the file is of another version");
    }
    Map<String, Overrides> profiles = new HashMap<>();
    if (file.has("profiles")) {
      for (JsonObject profile : file.objects("profiles")) {
        profiles.put(profile.text("name"), overrides(profile));
      }
    }
    Optional<JsonObject> window = file.optionalObject("window");
    return new Settings(
        word(file, "language", Language.class),
        word(file, "appearance", Appearance.class),
        choices(file.optionalObject("all").orElseGet(JsonObject::new)),
        profiles,
        chart(file.optionalObject("chart").orElseGet(JsonObject::new)),
        window.isPresent() ? Optional.of(place(window.get())) : Optional.empty());
  }

  private static Choices choices(JsonObject all) throws MalformedMessageException {
    return overrides(all).over(Choices.USUAL);
  }

  private static Overrides overrides(JsonObject profile) throws MalformedMessageException {
    return new Overrides(
        profile.optionalFlag("connectOnStart").orElse(false),
        word(profile, "dataPath", DataPathChoice.class),
        new OwnProtection(
            profile.optionalFlag("killSwitch"), profile.optionalFlag("allowLan"), dns(profile)),
        profile.optionalFlag("reconnectAfterSleep"),
        profile.optionalFlag("notifications"));
  }

  private static Optional<DnsWish> dns(JsonObject profile) throws MalformedMessageException {
    try {
      return profile.optionalText("dns").map(DnsWish::parse);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static ChartLook chart(JsonObject chart) throws MalformedMessageException {
    return new ChartLook(
        word(chart, "span", Span.class).orElse(ChartLook.USUAL.span()),
        word(chart, "scale", ScaleKind.class).orElse(ChartLook.USUAL.scale()));
  }

  private static WindowPlace place(JsonObject window) throws MalformedMessageException {
    return new WindowPlace(
        window.integer("x"),
        window.integer("y"),
        window.integer("width"),
        window.integer("height"),
        window.optionalFlag("maximized").orElse(false));
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static <E extends Enum<E>> Optional<E> word(JsonObject in, String field, Class<E> type)
      throws MalformedMessageException {
    Optional<String> said = in.optionalText(field);
    for (E value : type.getEnumConstants()) {
      if (said.equals(Optional.of(word(value)))) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }
}
