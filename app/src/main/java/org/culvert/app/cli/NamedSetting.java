package org.culvert.app.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.culvert.app.settings.Appearance;
import org.culvert.app.settings.Choices;
import org.culvert.app.settings.Language;
import org.culvert.app.settings.Overrides;
import org.culvert.app.settings.OwnProtection;
import org.culvert.app.settings.Settings;
import org.culvert.core.api.DataPathChoice;
import org.culvert.core.api.DnsWish;
import org.culvert.core.api.Protection;

/**
 * A setting as the command line names it.
 *
 * @param values what it can be, for people
 * @param all what it is for every profile; empty where only single profiles have it
 * @param own what is different for one profile; empty where no profile has its own
 */
record NamedSetting(
    String name, String values, Optional<Field<Settings>> all, Optional<Field<Overrides>> own) {
  /** What takes back the wish for one profile. */
  static final String AS_FOR_ALL = "as-for-all";

  private static final String SWITCH = "on|off";
  private static final String DESKTOP = "desktop";

  /** In the order of the window's. */
  static final List<NamedSetting> EVERY =
      List.of(
          onlyForAll(
              "language",
              DESKTOP + "|" + words(Language.values()),
              settings -> settings.language().map(NamedSetting::word).orElse(DESKTOP),
              (settings, text) ->
                  settings.withLanguage(
                      text.equals(DESKTOP)
                          ? Optional.empty()
                          : Optional.of(parse(Language.class, text)))),
          onlyForAll(
              "appearance",
              words(Appearance.values()),
              settings -> word(settings.appearance().orElse(Appearance.SYSTEM)),
              (settings, text) -> settings.withAppearance(parse(Appearance.class, text))),
          choice(
              "data-path",
              words(DataPathChoice.values()),
              text -> parse(DataPathChoice.class, text),
              NamedSetting::word,
              new Ends<>(
                  Choices::dataPath,
                  Choices::withDataPath,
                  Overrides::dataPath,
                  Overrides::withDataPath)),
          protection(
              "kill-switch",
              SWITCH,
              NamedSetting::parseSwitch,
              NamedSetting::word,
              Protection::killSwitch,
              (now, wish) -> new Protection(wish, now.allowLan(), now.dns()),
              OwnProtection::killSwitch,
              OwnProtection::withKillSwitch),
          protection(
              "allow-lan",
              SWITCH,
              NamedSetting::parseSwitch,
              NamedSetting::word,
              Protection::allowLan,
              (now, wish) -> new Protection(now.killSwitch(), wish, now.dns()),
              OwnProtection::allowLan,
              OwnProtection::withAllowLan),
          protection(
              "dns",
              "server|none|A,B",
              DnsWish::parse,
              DnsWish::text,
              Protection::dns,
              (now, wish) -> new Protection(now.killSwitch(), now.allowLan(), wish),
              OwnProtection::dns,
              OwnProtection::withDns),
          choice(
              "reconnect-after-sleep",
              SWITCH,
              NamedSetting::parseSwitch,
              NamedSetting::word,
              new Ends<>(
                  Choices::reconnectAfterSleep,
                  Choices::withReconnectAfterSleep,
                  Overrides::reconnectAfterSleep,
                  Overrides::withReconnectAfterSleep)),
          choice(
              "notifications",
              SWITCH,
              NamedSetting::parseSwitch,
              NamedSetting::word,
              new Ends<>(
                  Choices::notifications,
                  Choices::withNotifications,
                  Overrides::notifications,
                  Overrides::withNotifications)),
          new NamedSetting(
              "connect-on-start",
              SWITCH,
              Optional.empty(),
              Optional.of(
                  new Field<>(
                      own -> word(own.connectOnStart()),
                      (own, text) -> own.withConnectOnStart(parseSwitch(text))))));

  /**
   * How it is read and written.
   *
   * @param <T> where it is
   * @param write throws an IllegalArgumentException for a text that it cannot be
   */
  record Field<T>(Function<T, String> read, BiFunction<T, String, T> write) {}

  /** Where a value is for all profiles, and where for one. */
  private record Ends<V>(
      Function<Choices, V> all,
      BiFunction<Choices, V, Choices> withAll,
      Function<Overrides, Optional<V>> own,
      BiFunction<Overrides, Optional<V>, Overrides> withOwn) {}

  /** The setting of this name. */
  static Optional<NamedSetting> find(String name) {
    return EVERY.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  private static NamedSetting onlyForAll(
      String name,
      String values,
      Function<Settings, String> read,
      BiFunction<Settings, String, Settings> write) {
    return new NamedSetting(name, values, Optional.of(new Field<>(read, write)), Optional.empty());
  }

  private static <V> NamedSetting protection(
      String name,
      String values,
      Function<String, V> parse,
      Function<V, String> text,
      Function<Protection, V> all,
      BiFunction<Protection, V, Protection> withAll,
      Function<OwnProtection, Optional<V>> own,
      BiFunction<OwnProtection, Optional<V>, OwnProtection> withOwn) {
    return choice(
        name,
        values,
        parse,
        text,
        new Ends<>(
            now -> all.apply(now.protection()),
            (now, wish) -> now.withProtection(withAll.apply(now.protection(), wish)),
            now -> own.apply(now.protection()),
            (now, wish) -> now.withProtection(withOwn.apply(now.protection(), wish))));
  }

  private static <V> NamedSetting choice(
      String name,
      String values,
      Function<String, V> parse,
      Function<V, String> text,
      Ends<V> ends) {
    return new NamedSetting(
        name,
        values,
        Optional.of(
            new Field<>(
                now -> text.apply(ends.all().apply(now.all())),
                (now, said) -> now.withAll(ends.withAll().apply(now.all(), parse.apply(said))))),
        Optional.of(
            new Field<>(
                now -> ends.own().apply(now).map(text).orElse(AS_FOR_ALL),
                (now, said) ->
                    ends.withOwn()
                        .apply(
                            now,
                            said.equals(AS_FOR_ALL)
                                ? Optional.empty()
                                : Optional.of(parse.apply(said))))));
  }

  private static boolean parseSwitch(String text) {
    return switch (text) {
      case "on" -> true;
      case "off" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static String word(boolean on) {
    return on ? "on" : "off";
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static String words(Enum<?>... values) {
    return String.join("|", Stream.of(values).map(NamedSetting::word).toList());
  }

  private static <E extends Enum<E>> E parse(Class<E> type, String text) {
    return Arrays.stream(type.getEnumConstants())
        .filter(value -> word(value).equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(text));
  }
}
