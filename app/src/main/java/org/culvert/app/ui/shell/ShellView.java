package org.culvert.app.ui.shell;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.culvert.app.settings.Appearance;
import org.culvert.app.ui.connect.ConnectView;
import org.culvert.app.ui.connect.FactsView;
import org.culvert.app.ui.dialogs.DiagnosticsSheet;
import org.culvert.app.ui.dialogs.EditSheet;
import org.culvert.app.ui.dialogs.MachineSheet;
import org.culvert.app.ui.dialogs.NameSheet;
import org.culvert.app.ui.dialogs.QuestionSheet;
import org.culvert.app.ui.dialogs.QuitSheet;
import org.culvert.app.ui.dialogs.SettingsSheet;
import org.culvert.app.ui.dialogs.Toast;
import org.culvert.app.ui.explain.Fixes;
import org.culvert.app.ui.fx.BarInMargin;
import org.culvert.app.ui.fx.Tagged;
import org.culvert.app.ui.fx.Theme;
import org.culvert.app.ui.fx.Ticks;
import org.culvert.app.ui.log.LogView;
import org.culvert.app.ui.profiles.ProfileItem;
import org.culvert.app.ui.profiles.ProfileMenu;
import org.culvert.app.ui.profiles.ProfilesView;
import org.culvert.app.ui.stats.StatsView;
import org.culvert.app.ui.text.Texts;
import org.culvert.app.ui.totals.TotalsView;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * The whole window: list and detail side by side, or one after the other where there is no room for
 * both.
 */
public final class ShellView extends StackPane {
  /** Below this width list and detail take turns. */
  private static final double NARROW = 680;

  private static final Duration CLOCK = Duration.ofMillis(500);

  private final ShellViewModel model;
  private final Fixes fixes;
  private final ProfilesView profiles = new ProfilesView();
  private final ConnectView connect = new ConnectView();
  private final StatsView stats = new StatsView();
  private final FactsView facts = new FactsView();
  private final ScrollPane overview;
  private final Tab overviewTab = tab("tab-overview", "tab.overview");
  private final Tab totalsTab = tab("tab-totals", "tab.totals");
  private final Tab logTab = tab("tab-log", "tab.log");
  private final TabPane tabs = Tagged.with(new TabPane(overviewTab, totalsTab, logTab), "tabs");
  private final VBox detail = Tagged.with(new VBox(connect, tabs), "detail", "detail");
  private final EmptyPage empty;
  private final Toast toast = new Toast();
  private final QuestionSheet question = new QuestionSheet();
  private final ImportDesk imports;
  private final EditSheet edit;
  private final NameSheet rename;
  private final QuitSheet quit;
  private final DiagnosticsSheet diagnostics;
  private final MachineSheet machine;
  private final SettingsSheet settings;
  private final Ticks clock;
  private final ObservableValue<Boolean> showing;
  private final LateTab<LogView> log;
  private boolean narrow;
  private boolean listPage;

  /** Shows a view model. */
  public ShellView(ShellViewModel model, Optional<GuiContext.Greeting> greeting) {
    this.model = model;
    fixes = new Fixes(model.connect()::connectByTcp, model.diagnostics()::lookAtMachine);
    Tagged.with(this, "shell", "shell");
    imports = new ImportDesk(this, model);
    overview = overview();
    overviewTab.setContent(overview);
    empty =
        new EmptyPage(
            imports::chooseFiles, () -> model.imports().talkAbout(""), this::showSettings);
    getChildren().add(new VBox(new WindowBanners(model, greeting), pages()));
    edit = new EditSheet(model.edit());
    rename = new NameSheet(model.manage());
    quit = new QuitSheet(model.quit());
    diagnostics = new DiagnosticsSheet(model.diagnostics());
    machine = new MachineSheet(model.diagnostics());
    settings = new SettingsSheet(model.settings());
    getChildren().addAll(toast, settings, edit);
    getChildren().addAll(imports.sheets());
    getChildren().addAll(rename, diagnostics, machine, question, quit, imports.overlay());
    LateTab.of(totalsTab, this::makeTotals);
    log = LateTab.of(logTab, this::makeLog);
    bindParts();
    bindOverlays();
    clock = new Ticks(CLOCK, model.connect()::tick);
    showing = sceneProperty().flatMap(Scene::windowProperty).flatMap(Window::showingProperty);
    showing.subscribe(_ -> runClock());
    model.connect().elapsedProperty().subscribe(_ -> runClock());
    widthProperty().subscribe(width -> arrange(width.doubleValue() < NARROW));
    new Shortcuts(this).install();
  }

  private static Tab tab(String id, String words) {
    Tab tab = new Tab(Texts.of(words));
    tab.setId(id);
    return tab;
  }

  private ScrollPane overview() {
    VBox.setVgrow(stats, Priority.ALWAYS);
    ScrollPane pane =
        Tagged.with(
            new ScrollPane(Tagged.styled(new VBox(stats, facts), "overview")),
            "overview",
            "edge-to-edge");
    pane.setFitToWidth(true);
    pane.setFitToHeight(true);
    pane.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    return pane;
  }

  private HBox pages() {
    tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
    VBox.setVgrow(tabs, Priority.ALWAYS);
    HBox.setHgrow(detail, Priority.ALWAYS);
    HBox.setHgrow(empty, Priority.ALWAYS);
    HBox pages = new HBox(profiles, detail, empty);
    VBox.setVgrow(pages, Priority.ALWAYS);
    return pages;
  }

  /** Nobody reads for how long it is connected where nothing is connected, or seen. */
  private void runClock() {
    clock.want(
        !model.connect().elapsedProperty().get().isEmpty()
            && Boolean.TRUE.equals(showing.getValue()));
  }

  /** Lets the button at the top of the list change the theme. */
  void bind(Theme theme) {
    bind(theme, profiles.appearanceButton());
    bind(theme, empty.appearanceButton());
    connect.calm(theme.calmProperty());
  }

  private static void bind(Theme theme, Button button) {
    Tooltip tip = new Tooltip();
    button.setTooltip(tip);
    button.setOnAction(
        _ -> theme.appearanceProperty().set(theme.appearanceProperty().get().next()));
    theme
        .appearanceProperty()
        .subscribe(
            appearance -> {
              String text =
                  Texts.of("appearance." + appearance.name().toLowerCase(java.util.Locale.ROOT));
              button.setGraphic(new FontIcon(iconOf(appearance)));
              button.setAccessibleText(text);
              tip.setText(text);
            });
  }

  /** The ways to import profiles. */
  ImportDesk imports() {
    return imports;
  }

  /** Puts the cursor into the search field: the log's for who is in the log, or the list's. */
  void search() {
    if (log.made().filter(this::isInside).isPresent()) {
      log.content().focusSearch();
      return;
    }
    showPage(true);
    profiles.focusSearch();
  }

  /** Shows the log, or the overview when the log is shown already. */
  void toggleLog() {
    showPage(false);
    if (logTab.isSelected()) {
      tabs.getSelectionModel().select(overviewTab);
      connect.focusAction();
    } else {
      tabs.getSelectionModel().select(logTab);
      log.content().focusLines();
    }
  }

  /** Opens the settings, those for all profiles first. */
  void showSettings() {
    settings.open(false);
  }

  /** Ends Culvert, unless something is to be answered first. */
  void quit() {
    model.leave(model.quit()::quit);
  }

  /** Gives the focus to what a user needs first: the list, or the way to a first profile. */
  void focusFirst() {
    model
        .profiles()
        .loadedProperty()
        .subscribe(
            loaded -> {
              if (loaded && model.profiles().all().isEmpty()) {
                empty.focusImport();
              } else if (loaded) {
                profiles.focusList();
              }
            });
  }

  /** Takes back what the toast offers to; returns false when it offers nothing. */
  boolean undo() {
    boolean offered = toast.offersUndo();
    if (offered) {
      toast.undo();
    }
    return offered;
  }

  /** Whether something lies over the window that has to be answered first. */
  boolean covered() {
    return question.isVisible()
        || imports.open()
        || edit.isVisible()
        || rename.isVisible()
        || quit.isVisible()
        || diagnostics.isVisible()
        || machine.isVisible()
        || settings.isVisible();
  }

  private void bindParts() {
    profiles.bind(
        model.profiles(),
        model.manage(),
        new ProfilesView.Actions() {
          @Override
          public List<MenuItem> imports() {
            return imports.items();
          }

          @Override
          public void edit(ProfileItem item) {
            model.edit().open(item);
          }

          @Override
          public void export(ProfileItem item) {
            imports.export(item);
          }

          @Override
          public void settings() {
            showSettings();
          }

          @Override
          public void open() {
            showPage(false);
          }

          @Override
          public void connect() {
            model.connect().connect();
          }
        });
    connect.bind(
        model.connect(),
        () -> {
          showPage(true);
          profiles.focusList();
        },
        model.profiles()::removable,
        model.profiles()::remove,
        model.diagnostics()::ask,
        fixes,
        () -> settings.open(true),
        model.profiles().secrets(),
        new ProfileMenu(
            "profile",
            model.manage(),
            model.connect().profileProperty()::get,
            model.edit()::open,
            imports::export),
        this::quit);
    BarInMargin.of(overview);
    stats.bind(model.stats(), overviewTab.selectedProperty().and(detail.visibleProperty()));
    facts.bind(model.connect());
    logTab.selectedProperty().subscribe(_ -> sayOnce());
    model.profiles().all().subscribe(this::rearrange);
    model.profiles().loadedProperty().subscribe(this::rearrange);
  }

  private TotalsView makeTotals() {
    TotalsView view = new TotalsView();
    view.setId("totals");
    view.bind(
        model.totals(),
        totalsTab.selectedProperty().and(detail.visibleProperty()),
        model.profiles()::say);
    return view;
  }

  private LogView makeLog() {
    LogView view = new LogView();
    view.setId("log");
    view.bind(
        model.log(),
        model.profiles()::say,
        model.diagnostics()::ask,
        fixes,
        model.connect().fixProperty());
    view.explaining().subscribe(_ -> sayOnce());
    return view;
  }

  /** What the log explains is not to be explained above it as well. */
  private void sayOnce() {
    connect.brief(
        logTab.isSelected() && log.made().filter(view -> view.explaining().getValue()).isPresent());
  }

  private void bindOverlays() {
    StackPane.setAlignment(toast, javafx.geometry.Pos.BOTTOM_CENTER);
    model.profiles().noticeProperty().subscribe(toast::show);
    toast
        .visibleProperty()
        .subscribe(
            seen -> {
              if (!seen) {
                model.profiles().noticeGone();
              }
            });
    model.connect().questions().questionProperty().subscribe(question::show);
    question.imports(imports.waits());
    question.others(
        model.connect().questions().otherAskingProperty(),
        model.connect().questions()::letOtherAsk);
    model
        .quit()
        .failureProperty()
        .subscribe(
            failure -> {
              if (failure != null) {
                model
                    .profiles()
                    .say(
                        failure.tunnel().isEmpty()
                            ? Texts.of("quit.failed.unknown", Texts.of(failure.problem()))
                            : Texts.of(
                                "quit.failed", failure.tunnel(), Texts.of(failure.problem())));
              }
            });
  }

  private void showPage(boolean list) {
    listPage = list;
    rearrange();
  }

  private void arrange(boolean nowNarrow) {
    narrow = nowNarrow;
    connect.narrow(nowNarrow);
    facts.columns(nowNarrow ? 1 : 2);
    rearrange();
  }

  private void rearrange() {
    HBox.setHgrow(profiles, narrow ? Priority.ALWAYS : Priority.NEVER);
    profiles.setMaxWidth(narrow ? Double.MAX_VALUE : USE_PREF_SIZE);
    boolean none = model.profiles().all().isEmpty();
    boolean loaded = model.profiles().loadedProperty().get();
    show(empty, none && loaded);
    show(profiles, !none && (!narrow || listPage));
    show(detail, !none && (!narrow || !listPage));
  }

  private boolean isInside(Node part) {
    for (Node at = getScene().getFocusOwner(); at != null; at = at.getParent()) {
      if (at.equals(part)) {
        return true;
      }
    }
    return false;
  }

  private static void show(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }

  private static String iconOf(Appearance appearance) {
    return switch (appearance) {
      case SYSTEM -> "fth-monitor";
      case LIGHT -> "fth-sun";
      case DARK -> "fth-moon";
    };
  }
}
