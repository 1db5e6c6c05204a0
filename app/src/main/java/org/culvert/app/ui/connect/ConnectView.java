package org.culvert.app.ui.connect;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.NodeOrientation;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.PopupWindow;
import org.culvert.app.explain.Explanation;
import org.culvert.app.ui.explain.Fixes;
import org.culvert.app.ui.fx.Banner;
import org.culvert.app.ui.fx.CutText;
import org.culvert.app.ui.fx.IconButton;
import org.culvert.app.ui.fx.Tagged;
import org.culvert.app.ui.fx.ToneMark;
import org.culvert.app.ui.profiles.ProfileItem;
import org.culvert.app.ui.profiles.ProfileMenu;
import org.culvert.app.ui.profiles.SavedSecrets;
import org.culvert.app.ui.text.Texts;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;

/** Name, state and the big button. */
public final class ConnectView extends VBox {
  private static final PseudoClass NARROW = PseudoClass.getPseudoClass("narrow");

  private final Button back = IconButton.of(new Button(), "back", "fth-arrow-left", "back", "back");
  private final StateMark mark = Tagged.with(new StateMark(), "state-mark");
  private final Label name = Tagged.with(new Label(), "profile-name", "connect-name");
  private final Label state = Tagged.with(new Label(), "session-state", "state-word");
  private final Label separator = Tagged.styled(new Label("·"), "muted");
  private final Label elapsed = Tagged.with(new Label(), "session-elapsed", "muted");
  private final MenuItem settings = item("profile-settings", "settings.profile");
  private final MenuItem forget = item("profile-forget", "profiles.forget");
  private final MenuItem diagnostics = item("profile-diagnostics", "diagnostics.open");
  private final MenuItem remove = item("profile-remove", "profiles.remove");
  private final MenuItem quit = item("quit", "quit.open");
  private final MenuButton menu =
      IconButton.of(
          new MenuButton(
              "", null, settings, forget, diagnostics, remove, new SeparatorMenuItem(), quit),
          "profile-menu",
          "fth-more-horizontal",
          "profiles.more",
          "profiles.more");
  private final Button action = Tagged.with(new Button(), "connect-action", "action-button");
  private final HBox head;
  private final Banner putOff = Tagged.with(new Banner(), "put-off-banner");
  private final Banner problem = Tagged.with(new Banner(), "problem-banner");

  /** No profile yet. */
  public ConnectView() {
    Tagged.styled(this, "connect");
    action.setMinWidth(USE_PREF_SIZE);
    head = Tagged.styled(new HBox(back, mark, words(), menu, action), "connect-head");
    getChildren().addAll(head, putOff, problem);
  }

  private VBox words() {
    state.setMinWidth(USE_PREF_SIZE);
    HBox line = Tagged.styled(new HBox(state, separator, elapsed), "connect-state");
    VBox words = Tagged.styled(new VBox(name, line), "connect-words");
    HBox.setHgrow(words, Priority.ALWAYS);
    return words;
  }

  /** Below the other end of its button the menu would reach out of the window. */
  private void underEnd() {
    if (menu.getEffectiveNodeOrientation() == NodeOrientation.LEFT_TO_RIGHT) {
      PopupWindow shown = settings.getParentPopup();
      shown.setAnchorLocation(PopupWindow.AnchorLocation.CONTENT_TOP_RIGHT);
      shown.setAnchorX(menu.localToScreen(menu.getLayoutBounds()).getMaxX());
    }
  }

  private static MenuItem item(String id, String words) {
    MenuItem item = new MenuItem(Texts.of(words));
    item.setId(id);
    return item;
  }

  /**
   * Shows a view model.
   *
   * @param goBack leads to the list in a narrow window
   * @param removable whether a profile can be taken off the list
   * @param removeProfile takes the shown profile off the list
   * @param diagnose offers diagnostics of the shown profile
   * @param fixes does what can be done at once about what went wrong
   * @param showSettings opens the settings of the shown profile
   * @param secrets what the keyring has for the profiles
   * @param more what else can be done with the shown profile
   * @param leave ends Culvert
   */
  public void bind(
      ConnectViewModel model,
      Runnable goBack,
      Predicate<ProfileItem> removable,
      Consumer<ProfileItem> removeProfile,
      Runnable diagnose,
      Fixes fixes,
      Runnable showSettings,
      SavedSecrets secrets,
      ProfileMenu more,
      Runnable leave) {
    diagnostics.setOnAction(_ -> diagnose.run());
    settings.setOnAction(_ -> showSettings.run());
    quit.setAccelerator(new KeyCodeCombination(KeyCode.Q, KeyCombination.SHORTCUT_DOWN));
    quit.setOnAction(_ -> leave.run());
    menu.getItems().addAll(0, more.items());
    menu.getItems().add(more.items().size(), new SeparatorMenuItem());
    forget.disableProperty().bind(secrets.savedProperty().not());
    forget.setOnAction(
        _ -> Optional.ofNullable(model.profileProperty().get()).ifPresent(secrets::forget));
    menu.setOnShowing(
        _ -> {
          more.refresh();
          Optional.ofNullable(model.profileProperty().get()).ifPresent(secrets::look);
        });
    menu.setOnShown(_ -> underEnd());
    remove.setOnAction(
        _ -> Optional.ofNullable(model.profileProperty().get()).ifPresent(removeProfile));
    model
        .profileProperty()
        .subscribe(
            item -> {
              menu.setDisable(item == null);
              remove.setDisable(item == null || !removable.test(item));
            });
    CutText.tell(name);
    CutText.tell(elapsed);
    back.setOnAction(_ -> goBack.run());
    model.profileProperty().subscribe(item -> name.setText(item == null ? "" : item.name()));
    state.textProperty().bind(model.stateTextProperty());
    elapsed.textProperty().bind(model.elapsedProperty());
    separator.visibleProperty().bind(elapsed.textProperty().isNotEmpty());
    model
        .toneProperty()
        .subscribe(
            tone -> {
              mark.show(tone);
              ToneMark.set(state, tone);
            });
    model.actionProperty().subscribe(this::showAction);
    action.disableProperty().bind(model.actionPossibleProperty().not());
    action.setOnAction(_ -> model.act());
    putOff.offer(
        Texts.of("question.answer"),
        () -> {
          // The banner goes: the focus is to come back to what is there, and ends no session.
          menu.requestFocus();
          model.questions().takeUp();
        });
    model.questions().putOffProperty().subscribe(this::showPutOff);
    model.problemProperty().subscribe(_ -> showProblem(model, fixes));
    model.explanationProperty().subscribe(_ -> showProblem(model, fixes));
  }

  /** Says whether the list is on another page; the big button then gets a line of its own. */
  public void narrow(boolean narrow) {
    pseudoClassStateChanged(NARROW, narrow);
    back.setVisible(narrow);
    back.setManaged(narrow);
    mark.setVisible(!narrow);
    mark.setManaged(!narrow);
    head.getChildren().remove(action);
    getChildren().remove(action);
    if (narrow) {
      getChildren().add(1, action);
      action.setMaxWidth(Double.MAX_VALUE);
    } else {
      head.getChildren().add(action);
      action.setMaxWidth(USE_PREF_SIZE);
    }
  }

  /** Keeps still while that is wanted. */
  public void calm(ObservableValue<Boolean> wanted) {
    wanted.subscribe(mark::calm);
  }

  /** What went wrong is explained elsewhere: it is only named, which leaves room for that. */
  public void brief(boolean now) {
    problem.brief(now);
  }

  /** Gives the big button the focus. */
  public void focusAction() {
    action.requestFocus();
  }

  private void showAction(ConnectViewModel.Action what) {
    String key = "action." + what.name().toLowerCase(Locale.ROOT);
    action.setText(Texts.of(key));
    for (ConnectViewModel.Action each : ConnectViewModel.Action.values()) {
      action.pseudoClassStateChanged(
          PseudoClass.getPseudoClass(each.name().toLowerCase(Locale.ROOT)), each == what);
    }
  }

  private void showPutOff(String session) {
    if (session.isEmpty()) {
      putOff.hide();
    } else {
      putOff.show("info", Texts.of("question.put-off", session), Texts.of("question.put-off.text"));
    }
  }

  private void showProblem(ConnectViewModel model, Fixes fixes) {
    Problem what = model.problemProperty().get();
    Explanation words = model.explanationProperty().get();
    if (what == null || words == null) {
      problem.hide();
      return;
    }
    boolean passing = what.code().kind() == ProblemCode.Kind.WILL_RETRY;
    problem.show(passing ? "warning" : "danger", words.happened(), words.advice());
    fixes.offer(words.fix(), problem);
  }
}
