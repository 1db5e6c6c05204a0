package org.culvert.app.ui.shell;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.culvert.app.settings.Appearance;
import org.culvert.app.state.LinkState;
import org.culvert.app.ui.connect.ConnectView;
import org.culvert.app.ui.connect.FactsView;
import org.culvert.app.ui.dialogs.DiagnosticsSheet;
import org.culvert.app.ui.dialogs.EditSheet;
import org.culvert.app.ui.dialogs.NameSheet;
import org.culvert.app.ui.dialogs.QuestionSheet;
import org.culvert.app.ui.dialogs.QuitSheet;
import org.culvert.app.ui.dialogs.SettingsSheet;
import org.culvert.app.ui.dialogs.Toast;
import org.culvert.app.ui.fx.Banner;
import org.culvert.app.ui.fx.BarInMargin;
import org.culvert.app.ui.fx.FxmlFile;
import org.culvert.app.ui.fx.Theme;
import org.culvert.app.ui.log.LogView;
import org.culvert.app.ui.profiles.ProfileItem;
import org.culvert.app.ui.profiles.ProfileMenu;
import org.culvert.app.ui.profiles.ProfilesView;
import org.culvert.app.ui.settings.SettingsViewModel;
import org.culvert.app.ui.stats.StatsView;
import org.culvert.app.ui.text.Texts;
import org.culvert.app.ui.text.Tone;
import org.culvert.app.ui.totals.TotalsView;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * The whole window: list and detail side by side, or one after the other where there is no room for
 * both.
 */
public final class ShellView extends StackPane {
  /** Below this width list and detail take turns. */
  private static final double NARROW = 680;

  @FXML private Banner notice;
  @FXML private Banner helper;
  @FXML private Banner settingsTrouble;
  @FXML private Banner lost;
  @FXML private Banner blocked;
  @FXML private ProfilesView profiles;
  @FXML private VBox detail;
  @FXML private ConnectView connect;
  @FXML private TabPane tabs;
  @FXML private Tab overviewTab;
  @FXML private ScrollPane overview;
  @FXML private Tab totalsTab;
  @FXML private Tab logTab;
  @FXML private StatsView stats;
  @FXML private FactsView facts;
  @FXML private TotalsView totals;
  @FXML private LogView log;
  @FXML private StackPane empty;
  @FXML private Button emptyImport;
  @FXML private Button emptyAddress;
  @FXML private Button emptyAppearance;
  @FXML private Button emptySettings;

  private final ShellViewModel model;
  private final Toast toast = new Toast();
  private final QuestionSheet question = new QuestionSheet();
  private final ImportDesk imports;
  private final EditSheet edit;
  private final NameSheet rename;
  private final QuitSheet quit;
  private final DiagnosticsSheet diagnostics;
  private final SettingsSheet settings;
  private final Timeline clock;
  private boolean narrow;
  private boolean listPage;

  /** Shows a view model. */
  public ShellView(ShellViewModel model, Optional<GuiContext.Greeting> greeting) {
    this.model = model;
    FxmlFile.load(this);
    imports = new ImportDesk(this, model);
    edit = new EditSheet(model.edit());
    rename = new NameSheet(model.manage());
    quit = new QuitSheet(model.quit());
    diagnostics = new DiagnosticsSheet(model.diagnostics());
    settings = new SettingsSheet(model.settings());
    getChildren().addAll(toast, settings, edit);
    getChildren().addAll(imports.sheets());
    getChildren().addAll(rename, diagnostics, question, quit, imports.overlay());
    bindParts();
    bindOverlays();
    greeting.ifPresent(this::greet);
    clock = new Timeline(new KeyFrame(Duration.millis(500), _ -> model.connect().tick()));
    clock.setCycleCount(Animation.INDEFINITE);
    model
        .connect()
        .elapsedProperty()
        .subscribe(
            elapsed -> {
              if (elapsed.isEmpty()) {
                clock.stop();
              } else {
                clock.play();
              }
            });
    widthProperty().subscribe(width -> arrange(width.doubleValue() < NARROW));
    new Shortcuts(this).install();
  }

  /** Lets the button at the top of the list change the theme. */
  void bind(Theme theme) {
    bind(theme, profiles.appearanceButton());
    bind(theme, emptyAppearance);
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
    if (isInside(log)) {
      log.focusSearch();
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
      log.focusLines();
    }
  }

  /** Opens the settings, those for all profiles first. */
  void showSettings() {
    settings.open(false);
  }

  /** Gives the focus to what a user needs first: the list, or the way to a first profile. */
  void focusFirst() {
    model
        .profiles()
        .loadedProperty()
        .subscribe(
            loaded -> {
              if (loaded && model.profiles().all().isEmpty()) {
                emptyImport.requestFocus();
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
        () -> settings.open(true),
        model.profiles().secrets(),
        new ProfileMenu(
            "profile",
            model.manage(),
            model.connect().profileProperty()::get,
            model.edit()::open,
            imports::export));
    BarInMargin.of(overview);
    stats.bind(model.stats(), overviewTab.selectedProperty().and(detail.visibleProperty()));
    facts.bind(model.connect());
    totals.bind(
        model.totals(),
        totalsTab.selectedProperty().and(detail.visibleProperty()),
        model.profiles()::say);
    log.bind(model.log(), model.profiles()::say, model.diagnostics()::ask);
    logTab.selectedProperty().subscribe(_ -> sayOnce());
    log.explaining().subscribe(_ -> sayOnce());
    emptySettings.setOnAction(_ -> showSettings());
    model.settings().warningProperty().subscribe(this::showTrouble);
    emptyImport.setOnAction(_ -> imports.chooseFiles());
    emptyAddress.setOnAction(_ -> model.imports().talkAbout(""));
    model.linkProperty().subscribe(this::showLink);
    lost.onDismiss(model::forgetLost);
    model.lostProperty().subscribe(this::showLost);
    blocked.offer(Texts.of("blocked.unblock"), model.block()::unblock);
    model.block().namesProperty().subscribe(this::showBlocked);
    model.profiles().all().subscribe(this::rearrange);
    model.profiles().loadedProperty().subscribe(this::rearrange);
  }

  /** What the log explains is not to be explained above it as well. */
  private void sayOnce() {
    connect.brief(logTab.isSelected() && log.explaining().getValue());
  }

  private void greet(GuiContext.Greeting greeting) {
    notice.show("info", Texts.of("demo.notice"), "");
    notice.onLink(
        greeting.link(),
        () -> {
          Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, greeting.link()));
          model.profiles().say(Texts.of("banner.copied", greeting.link()));
        });
    notice.linkUseful(model.connect().toneProperty().map(tone -> tone == Tone.GOOD));
  }

  private void bindOverlays() {
    StackPane.setAlignment(toast, javafx.geometry.Pos.BOTTOM_CENTER);
    model.profiles().noticeProperty().subscribe(toast::show);
    model.connect().questionProperty().subscribe(question::show);
    question.others(model.connect().otherAskingProperty(), model.connect()::letOtherAsk);
    model
        .quit()
        .failureProperty()
        .subscribe(
            failure -> {
              if (failure != null) {
                model
                    .profiles()
                    .say(Texts.of("quit.failed", failure.tunnel(), Texts.of(failure.problem())));
              }
            });
  }

  private void showLink(LinkState link) {
    switch (link) {
      case LinkState.Connecting _, LinkState.Up _ -> helper.hide();
      case LinkState.Down(var problem) -> showDown(problem);
    }
  }

  private void showTrouble(SettingsViewModel.Warning warning) {
    settingsTrouble.onDismiss(warning.passing() ? model.settings()::forgetWarning : null);
    if (warning.what().isEmpty()) {
      settingsTrouble.hide();
    } else {
      settingsTrouble.show("warning", warning.what(), warning.more());
    }
  }

  private void showLost(LostTunnels tunnels) {
    List<String> names = tunnels.names();
    if (names.isEmpty()) {
      lost.hide();
    } else {
      lost.show(
          "warning",
          Texts.of(
              names.size() == 1 ? "helper.stopped.one" : "helper.stopped.many",
              String.join(", ", names)),
          Texts.of(tunnels.exposed() ? "helper.stopped.text" : "helper.stopped.blocked"));
    }
  }

  private void showBlocked(List<String> names) {
    if (names.isEmpty()) {
      blocked.hide();
    } else {
      blocked.show(
          "warning", Texts.of("blocked.title", String.join(", ", names)), Texts.of("blocked.text"));
    }
  }

  private void showDown(Problem problem) {
    if (problem.code() == ProblemCode.HELPER_UNREACHABLE) {
      helper.show(
          "warning",
          Texts.of("helper.down.title"),
          Texts.of("helper.down.text", problem.args().getFirst()));
    } else if (problem.code() == ProblemCode.HELPER_FORBIDDEN) {
      helper.show("warning", Texts.of(problem), Texts.hint(problem));
    } else {
      helper.show(
          "warning",
          Texts.of("helper.lost.title"),
          Texts.of("helper.lost.text", Texts.of(problem)));
    }
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

  private boolean isInside(javafx.scene.Node part) {
    for (javafx.scene.Node at = getScene().getFocusOwner(); at != null; at = at.getParent()) {
      if (at.equals(part)) {
        return true;
      }
    }
    return false;
  }

  private static void show(javafx.scene.Node node, boolean shown) {
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
