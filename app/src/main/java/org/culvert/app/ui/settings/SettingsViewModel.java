package org.culvert.app.ui.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.culvert.app.autostart.Autostart;
import org.culvert.app.settings.Appearance;
import org.culvert.app.settings.ChartLook;
import org.culvert.app.settings.Choices;
import org.culvert.app.settings.Language;
import org.culvert.app.settings.Overrides;
import org.culvert.app.settings.OwnProtection;
import org.culvert.app.settings.ScaleKind;
import org.culvert.app.settings.Settings;
import org.culvert.app.settings.SettingsKeeper;
import org.culvert.app.settings.SettingsKeeper.Trouble;
import org.culvert.app.state.Span;
import org.culvert.app.ui.text.Texts;
import org.culvert.core.api.DataPathChoice;
import org.culvert.core.api.DnsWish;
import org.culvert.core.api.Protection;

/**
 * The settings as properties: each is what is kept, and setting it keeps it. Belongs to the JavaFX
 * thread.
 */
public final class SettingsViewModel {
  /**
   * What the user should know about the file; empty when all is well.
   *
   * @param passing whether the user can do with it, and take the warning away
   * @param holding whether nothing is connected meanwhile
   */
  public record Warning(String what, String more, boolean passing, boolean holding) {
    /** Nothing. */
    public static final Warning NONE = new Warning("", "", true, false);
  }

  private final SettingsKeeper keeper;
  private final StartAtLogin startAtLogin;
  private final List<Runnable> refreshers = new ArrayList<>();
  private final ReadOnlyStringWrapper profile = new ReadOnlyStringWrapper(this, "profile", "");
  private final ReadOnlyObjectWrapper<Warning> warning =
      new ReadOnlyObjectWrapper<>(this, "warning", Warning.NONE);
  private final ObjectProperty<Optional<Language>> language;
  private final ObjectProperty<Appearance> appearance;
  private final ObjectProperty<DataPathChoice> dataPath;
  private final ObjectProperty<Boolean> killSwitch;
  private final ObjectProperty<Boolean> allowLan;
  private final ObjectProperty<DnsWish> dns;
  private final ObjectProperty<Boolean> reconnectAfterSleep;
  private final ObjectProperty<Boolean> notifications;
  private final ObjectProperty<Boolean> profileConnectOnStart;
  private final ObjectProperty<Optional<DataPathChoice>> profileDataPath;
  private final ObjectProperty<Optional<Boolean>> profileKillSwitch;
  private final ObjectProperty<Optional<Boolean>> profileAllowLan;
  private final ObjectProperty<Optional<DnsWish>> profileDns;
  private final ObjectProperty<Optional<Boolean>> profileReconnectAfterSleep;
  private final ObjectProperty<Optional<Boolean>> profileNotifications;
  private final ObjectProperty<Span> span;
  private final ObjectProperty<ScaleKind> scaleKind;

  /**
   * @param unchosen the appearance until the user chooses one
   * @param tray looks whether the desktop shows icons
   * @param say tells the user that something was not done
   */
  public SettingsViewModel(
      SettingsKeeper keeper,
      Appearance unchosen,
      Autostart autostart,
      BooleanSupplier tray,
      Executor background,
      Executor foreground,
      Consumer<String> say) {
    this.keeper = keeper;
    startAtLogin = new StartAtLogin(autostart, tray, background, foreground, say);
    language = setting("language", Settings::language, it -> now -> now.withLanguage(it));
    appearance =
        setting(
            "appearance",
            now -> now.appearance().orElse(unchosen),
            it -> now -> now.withAppearance(it));
    dataPath = choice("dataPath", Choices::dataPath, Choices::withDataPath);
    killSwitch =
        protection(
            "killSwitch",
            Protection::killSwitch,
            (now, it) -> new Protection(it, now.allowLan(), now.dns()));
    allowLan =
        protection(
            "allowLan",
            Protection::allowLan,
            (now, it) -> new Protection(now.killSwitch(), it, now.dns()));
    dns =
        protection(
            "dns",
            Protection::dns,
            (now, it) -> new Protection(now.killSwitch(), now.allowLan(), it));
    reconnectAfterSleep =
        choice(
            "reconnectAfterSleep", Choices::reconnectAfterSleep, Choices::withReconnectAfterSleep);
    notifications = choice("notifications", Choices::notifications, Choices::withNotifications);
    profileConnectOnStart =
        override("profileConnectOnStart", Overrides::connectOnStart, Overrides::withConnectOnStart);
    profileDataPath = override("profileDataPath", Overrides::dataPath, Overrides::withDataPath);
    profileKillSwitch =
        own("profileKillSwitch", OwnProtection::killSwitch, OwnProtection::withKillSwitch);
    profileAllowLan = own("profileAllowLan", OwnProtection::allowLan, OwnProtection::withAllowLan);
    profileDns = own("profileDns", OwnProtection::dns, OwnProtection::withDns);
    profileReconnectAfterSleep =
        override(
            "profileReconnectAfterSleep",
            Overrides::reconnectAfterSleep,
            Overrides::withReconnectAfterSleep);
    profileNotifications =
        override("profileNotifications", Overrides::notifications, Overrides::withNotifications);
    span =
        setting(
            "span",
            now -> now.chart().span(),
            it -> now -> now.withChart(new ChartLook(it, now.chart().scale())));
    scaleKind =
        setting(
            "scaleKind",
            now -> now.chart().scale(),
            it -> now -> now.withChart(new ChartLook(now.chart().span(), it)));
    keeper.onChange(this::refresh);
    refresh();
  }

  private <T> ObjectProperty<T> choice(
      String name, Function<Choices, T> read, BiFunction<Choices, T, Choices> write) {
    return setting(
        name,
        now -> read.apply(now.all()),
        value -> now -> now.withAll(write.apply(now.all(), value)));
  }

  private <T> ObjectProperty<T> protection(
      String name, Function<Protection, T> read, BiFunction<Protection, T, Protection> write) {
    return choice(
        name,
        all -> read.apply(all.protection()),
        (all, value) -> all.withProtection(write.apply(all.protection(), value)));
  }

  private <T> ObjectProperty<T> own(
      String name,
      Function<OwnProtection, T> read,
      BiFunction<OwnProtection, T, OwnProtection> write) {
    return override(
        name,
        wish -> read.apply(wish.protection()),
        (wish, value) -> wish.withProtection(write.apply(wish.protection(), value)));
  }

  private <T> ObjectProperty<T> override(
      String name, Function<Overrides, T> read, BiFunction<Overrides, T, Overrides> write) {
    return setting(
        name,
        now -> read.apply(now.overrides(profile.get())),
        value -> {
          // The change is made again when it is kept: another profile may be shown by then.
          String shown = profile.get();
          return now ->
              shown.isEmpty() ? now : now.withProfile(shown, wish -> write.apply(wish, value));
        });
  }

  private <T> ObjectProperty<T> setting(
      String name, Function<Settings, T> read, Function<T, UnaryOperator<Settings>> write) {
    ObjectProperty<T> property = new SimpleObjectProperty<>(this, name, read.apply(keeper.now()));
    refreshers.add(() -> property.set(read.apply(keeper.now())));
    // Until the user sets it, what is only usual stays unchosen.
    property.addListener(
        (_, _, value) -> {
          if (!value.equals(read.apply(keeper.now()))) {
            keeper.change(write.apply(value));
          }
        });
    return property;
  }

  /** Which profile those with {@code profile} in their names are about. */
  public void show(String name) {
    profile.set(name);
    refresh();
  }

  /** That profile; empty when there is none. */
  public ReadOnlyStringProperty profileProperty() {
    return profile.getReadOnlyProperty();
  }

  /** What the user should know about the file. */
  public ReadOnlyObjectProperty<Warning> warningProperty() {
    return warning.getReadOnlyProperty();
  }

  /** The user knows. */
  public void forgetWarning() {
    keeper.forgetTrouble();
  }

  /** Whether the desktop starts Culvert. */
  public StartAtLogin startAtLogin() {
    return startAtLogin;
  }

  /** In which language the window speaks from the next start on; empty for the desktop's. */
  public ObjectProperty<Optional<Language>> languageProperty() {
    return language;
  }

  /** The theme. */
  public ObjectProperty<Appearance> appearanceProperty() {
    return appearance;
  }

  /** By which path packets go. */
  public ObjectProperty<DataPathChoice> dataPathProperty() {
    return dataPath;
  }

  /** Whether nothing leaves outside a tunnel that is wanted. */
  public ObjectProperty<Boolean> killSwitchProperty() {
    return killSwitch;
  }

  /** Whether local networks are exempt from that. */
  public ObjectProperty<Boolean> allowLanProperty() {
    return allowLan;
  }

  /** Who is asked for names. */
  public ObjectProperty<DnsWish> dnsProperty() {
    return dns;
  }

  /** Whether tunnels connect again when the machine wakes up. */
  public ObjectProperty<Boolean> reconnectAfterSleepProperty() {
    return reconnectAfterSleep;
  }

  /** Whether the desktop tells of what happens. */
  public ObjectProperty<Boolean> notificationsProperty() {
    return notifications;
  }

  /** Whether the profile is connected when Culvert starts. */
  public ObjectProperty<Boolean> profileConnectOnStartProperty() {
    return profileConnectOnStart;
  }

  /** The profile's own wish for {@link #dataPathProperty}. */
  public ObjectProperty<Optional<DataPathChoice>> profileDataPathProperty() {
    return profileDataPath;
  }

  /** The profile's own wish for {@link #killSwitchProperty}. */
  public ObjectProperty<Optional<Boolean>> profileKillSwitchProperty() {
    return profileKillSwitch;
  }

  /** The profile's own wish for {@link #allowLanProperty}. */
  public ObjectProperty<Optional<Boolean>> profileAllowLanProperty() {
    return profileAllowLan;
  }

  /** The profile's own wish for {@link #dnsProperty}. */
  public ObjectProperty<Optional<DnsWish>> profileDnsProperty() {
    return profileDns;
  }

  /** The profile's own wish for {@link #reconnectAfterSleepProperty}. */
  public ObjectProperty<Optional<Boolean>> profileReconnectAfterSleepProperty() {
    return profileReconnectAfterSleep;
  }

  /** The profile's own wish for {@link #notificationsProperty}. */
  public ObjectProperty<Optional<Boolean>> profileNotificationsProperty() {
    return profileNotifications;
  }

  /** How far back the chart goes. */
  public ObjectProperty<Span> spanProperty() {
    return span;
  }

  /** The scale of the chart. */
  public ObjectProperty<ScaleKind> scaleKindProperty() {
    return scaleKind;
  }

  private void refresh() {
    refreshers.forEach(Runnable::run);
    warning.set(keeper.trouble().map(SettingsViewModel::words).orElse(Warning.NONE));
  }

  private static Warning words(Trouble trouble) {
    return switch (trouble) {
      case Trouble.Damaged(var file) -> words("settings.damaged", file, true, true);
      case Trouble.Unreadable(String reason) -> words("settings.unreadable", reason, false, true);
      case Trouble.Unwritable(String reason) -> words("settings.unwritable", reason, true, false);
    };
  }

  private static Warning words(String key, Object argument, boolean passing, boolean holding) {
    return new Warning(Texts.of(key), Texts.of(key + ".text", argument), passing, holding);
  }
}
