package org.culvert.app.ui.shell;

import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.culvert.app.doctor.KernelFinding;
import org.culvert.app.notify.Announcer;
import org.culvert.app.notify.Notifier;
import org.culvert.app.settings.SettingsKeeper;
import org.culvert.app.state.AppState;
import org.culvert.app.state.LinkState;
import org.culvert.app.totals.TotalsKeeper;
import org.culvert.app.tray.TrayViewModel;
import org.culvert.app.ui.connect.ConnectViewModel;
import org.culvert.app.ui.connect.SavedAnswers;
import org.culvert.app.ui.diagnostics.DiagnosticsViewModel;
import org.culvert.app.ui.edit.EditViewModel;
import org.culvert.app.ui.explain.Explainer;
import org.culvert.app.ui.imports.ImportViewModel;
import org.culvert.app.ui.log.LogViewModel;
import org.culvert.app.ui.profiles.ManageViewModel;
import org.culvert.app.ui.profiles.ProfileItem;
import org.culvert.app.ui.profiles.ProfilesViewModel;
import org.culvert.app.ui.quit.QuitViewModel;
import org.culvert.app.ui.settings.SettingsViewModel;
import org.culvert.app.ui.stats.StatsViewModel;
import org.culvert.app.ui.text.Texts;
import org.culvert.app.ui.totals.TotalsViewModel;
import org.culvert.app.unasked.AfterSleep;
import org.culvert.app.unasked.OnStart;
import org.jspecify.annotations.Nullable;

/** The view models of one window, and what connects them: the selected profile. */
public final class ShellViewModel {
  /** For so long nobody has typed when a text is judged. */
  private static final long QUIET_MILLIS = 300;

  private final SettingsKeeper settingsKeeper;
  private final SettingsViewModel settings;
  private final ProfilesViewModel profiles;
  private final Explainer explainer;
  private final ManageViewModel manage;
  private final EditViewModel edit;
  private final ImportViewModel imports;
  private final ConnectViewModel connect;
  private final StatsViewModel stats;
  private final TotalsKeeper keeper;
  private final TotalsViewModel totals;
  private final LogViewModel log;
  private final DiagnosticsViewModel diagnostics;
  private final TrayViewModel tray;
  private final QuitViewModel quit;
  private final AfterSleep afterSleep;
  private final ReadOnlyObjectWrapper<LinkState> link;
  private final AppState state;
  private final BlockViewModel block;
  private final ReadOnlyObjectWrapper<LostTunnels> lost =
      new ReadOnlyObjectWrapper<>(this, "lost", LostTunnels.NONE);
  private final ReadOnlyBooleanWrapper trayMissed =
      new ReadOnlyBooleanWrapper(this, "trayMissed", false);
  private @Nullable String connectWhenPossible;

  /**
   * Puts them together and begins to read the profiles.
   *
   * @param settingsKeeper what the user has chosen
   * @param background runs what blocks
   * @param foreground the JavaFX thread
   */
  public ShellViewModel(
      GuiContext context,
      SettingsKeeper settingsKeeper,
      AppState state,
      Executor background,
      Executor foreground,
      InstantSource clock,
      ZoneId zone) {
    this.settingsKeeper = settingsKeeper;
    this.state = state;
    profiles =
        new ProfilesViewModel(state, context.profiles(), context.keyring(), background, foreground);
    explainer = new Explainer(state, context.profiles(), background, foreground, clock);
    settings =
        new SettingsViewModel(
            settingsKeeper,
            context.options().appearance(),
            context.desktop().autostart(),
            context.tray()::shows,
            background,
            foreground,
            profiles::say);
    imports =
        new ImportViewModel(
            context.profiles(),
            () -> KernelFinding.of(context.client()),
            () -> settingsKeeper.now().all().dataPath(),
            background,
            foreground,
            profiles::imported);
    connect =
        new ConnectViewModel(
            state,
            context.client(),
            context.profiles(),
            context.browser(),
            new SavedAnswers(
                context.keyring(), context.profiles(), background, foreground, profiles::sayBeside),
            explainer,
            settingsKeeper::chosen,
            background,
            foreground,
            clock);
    settingsKeeper.onChange(connect::choicesChanged);
    stats = new StatsViewModel(state, clock, zone);
    stats.spanProperty().bindBidirectional(settings.spanProperty());
    stats.scaleKindProperty().bindBidirectional(settings.scaleKindProperty());
    keeper = new TotalsKeeper(state, context.totals(), background, foreground, clock, zone);
    manage = new ManageViewModel(context.profiles(), profiles, background, foreground);
    profiles.onRename(this::renamed);
    profiles.onRemove(settingsKeeper::removed);
    profiles.onRestore(settingsKeeper::restored);
    edit =
        new EditViewModel(
            context.profiles(),
            profiles,
            background,
            foreground,
            CompletableFuture.delayedExecutor(QUIET_MILLIS, TimeUnit.MILLISECONDS, background),
            clock,
            this::revised);
    totals = new TotalsViewModel(keeper, background, foreground);
    log = new LogViewModel(state, zone, explainer, background, foreground);
    diagnostics =
        new DiagnosticsViewModel(
            context.diagnostics(), context.profiles(), background, foreground, profiles::say);
    tray = new TrayViewModel(state, profiles.all(), clock);
    quit =
        new QuitViewModel(
            state, context.profiles()::removable, context.client(), background, foreground);
    afterSleep =
        new AfterSleep(
            state,
            context.client(),
            name -> settingsKeeper.now().of(name).reconnectAfterSleep(),
            background);
    block = new BlockViewModel(state, context.client(), background, foreground, profiles::say);
    link = new ReadOnlyObjectWrapper<>(this, "link", state.link());
    state.onChange(
        () -> {
          link.set(state.link());
          lost.set(LostTunnels.of(state));
        });
    if (context.options().connect()) {
      connectWhenPossible = context.options().select().orElse(null);
    }
    profiles.selectedProperty().subscribe(this::show);
    connect.actionPossibleProperty().subscribe(_ -> connectIfAsked());
    connect.profileProperty().subscribe(_ -> connectIfAsked());
    // What is different for one that has come may have been changed by a command.
    profiles.all().subscribe(settingsKeeper::look);
    OnStart onStart =
        new OnStart(
            state,
            this::storedProfiles,
            name -> settingsKeeper.now().overrides(name).connectOnStart(),
            this::connectOnStart);
    profiles.loadedProperty().subscribe(onStart::look);
    profiles.load(context.options().select());
  }

  /** Their names, as soon as they are read. */
  private Optional<List<String>> storedProfiles() {
    return profiles.loadedProperty().get()
        ? Optional.of(
            profiles.all().stream().filter(ProfileItem::stored).map(ProfileItem::name).toList())
        : Optional.empty();
  }

  private void connectOnStart(String profile) {
    profiles.all().stream()
        .filter(item -> item.name().equals(profile))
        .findFirst()
        .ifPresent(
            item ->
                connect.connect(
                    item,
                    why ->
                        profiles.say(
                            Texts.of("settings.start.refused", item.name(), Texts.of(why)))));
  }

  /** What the user can choose. */
  public SettingsViewModel settings() {
    return settings;
  }

  /** What the user has chosen. */
  SettingsKeeper keeper() {
    return settingsKeeper;
  }

  /** Tells of what happens from now on, as far as the user wants to be told. */
  Announcer announcer(BooleanSupplier watched, Notifier notifier) {
    return new Announcer(
        state, name -> settingsKeeper.now().of(name).notifications(), watched, notifier);
  }

  /** The machine is awake again. */
  void woke() {
    afterSleep.woke();
  }

  /** The list. */
  public ProfilesViewModel profiles() {
    return profiles;
  }

  /** Names, copies and order of the profiles. */
  public ManageViewModel manage() {
    return manage;
  }

  /** The text of a profile while it is changed. */
  public EditViewModel edit() {
    return edit;
  }

  /** The way in for profiles. */
  public ImportViewModel imports() {
    return imports;
  }

  /** The selected profile's session. */
  public ConnectViewModel connect() {
    return connect;
  }

  /** Its throughput. */
  public StatsViewModel stats() {
    return stats;
  }

  /** What it carried day by day. */
  public TotalsViewModel totals() {
    return totals;
  }

  /** Keeps what is not kept yet. The window is gone by then; blocks for as long as it takes. */
  void close() {
    keeper.close();
    settingsKeeper.close();
  }

  /** Its log. */
  public LogViewModel log() {
    return log;
  }

  /** A file for whoever helps the user. */
  public DiagnosticsViewModel diagnostics() {
    return diagnostics;
  }

  /** The icon in the tray. */
  public TrayViewModel tray() {
    return tray;
  }

  /** The way out. */
  public QuitViewModel quit() {
    return quit;
  }

  /**
   * Takes a way out, unless a text that was changed would be lost.
   *
   * @return false where its editor asks first
   */
  boolean leave(Runnable way) {
    boolean may = edit.mayLeave();
    if (may) {
      way.run();
    }
    return may;
  }

  /** Selects a profile and connects it, when that is possible and it is not connected yet. */
  public void connect(String profile) {
    if (select(profile)) {
      connect.connect();
    }
  }

  /** Selects a profile and ends its session, when there is one. */
  public void disconnect(String profile) {
    if (select(profile)) {
      connect.end();
    }
  }

  /** The window shows what becomes of it, when it is opened then. */
  private boolean select(String profile) {
    profiles.all().stream()
        .filter(item -> item.name().equals(profile))
        .findFirst()
        .ifPresent(profiles::choose);
    ProfileItem selected = profiles.selectedProperty().get();
    return selected != null && selected.name().equals(profile);
  }

  /** Whether the helper answers. */
  public ReadOnlyObjectProperty<LinkState> linkProperty() {
    return link.getReadOnlyProperty();
  }

  /** What kill switches block without a tunnel. */
  public BlockViewModel block() {
    return block;
  }

  /** Tunnels that went away with the helper, until the user has read it or begins them again. */
  public ReadOnlyObjectProperty<LostTunnels> lostProperty() {
    return lost.getReadOnlyProperty();
  }

  /** The user has read it. */
  public void forgetLost() {
    state.forgetLost();
  }

  /** Whether the window came because no tray took it, until the user has read it or one does. */
  public ReadOnlyBooleanProperty trayMissedProperty() {
    return trayMissed.getReadOnlyProperty();
  }

  /** There is no tray where the window was to wait, or the user has read that. */
  void missTray(boolean missed) {
    trayMissed.set(missed);
  }

  private void show(@Nullable ProfileItem item) {
    String name = item == null ? "" : item.name();
    explainer.show(name);
    connect.show(item);
    stats.show(name);
    totals.show(name);
    log.show(name);
    diagnostics.show(name);
    settings.show(item == null || !item.stored() ? "" : name);
  }

  private void renamed(String profile, String newName) {
    keeper.renamed(profile, newName);
    settingsKeeper.change(settings -> settings.renamed(profile, newName));
  }

  /** What is explained by the profile is explained by what it says now. */
  private void revised(String profile) {
    ProfileItem shown = profiles.selectedProperty().get();
    if (shown != null && shown.name().equals(profile)) {
      explainer.show(profile);
    }
  }

  private void connectIfAsked() {
    ProfileItem item = connect.profileProperty().get();
    if (item != null
        && item.name().equals(connectWhenPossible)
        && connect.actionPossibleProperty().get()) {
      connectWhenPossible = null;
      connect.connect();
    }
  }
}
