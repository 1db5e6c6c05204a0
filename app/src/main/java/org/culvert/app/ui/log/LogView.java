package org.culvert.app.ui.log;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.geometry.NodeOrientation;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.controlsfx.control.SegmentedButton;
import org.culvert.app.explain.Explanation;
import org.culvert.app.ui.explain.Fixes;
import org.culvert.app.ui.fx.Banner;
import org.culvert.app.ui.fx.FileSaveDialog;
import org.culvert.app.ui.fx.IconButton;
import org.culvert.app.ui.fx.SaveDialog;
import org.culvert.app.ui.fx.Tagged;
import org.culvert.app.ui.text.Texts;
import org.culvert.core.api.LogLine;
import org.jspecify.annotations.Nullable;

/** The log: newest at the foot, followed until the user scrolls away from it. */
public final class LogView extends VBox {
  private static final KeyCombination COPY =
      new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

  /** For the newest line; one that is still not there waits for the next line. */
  private static final int MOST_SCROLLS = 20;

  /** Pixels by which a line may be over an edge: no words are cut by as much. */
  private static final double SLACK = 2;

  /** Where a search leads, what was before it is in view too. */
  private static final int LINES_ABOVE = 2;

  private final ToggleButton debug = level("log.level.debug");
  private final ToggleButton info = level("log.level.info");
  private final ToggleButton warning = level("log.level.warning");
  private final ToggleButton error = level("log.level.error");
  private final Button copy =
      IconButton.of(new Button(), "log-copy", "fth-copy", "log.copy", "log.copy.tip");
  private final Button save =
      IconButton.of(new Button(), "log-save", "fth-download", "log.save", "log.save.tip");
  private final Button diagnostics =
      IconButton.of(
          new Button(), "log-diagnostics", "fth-life-buoy", "diagnostics.open", "diagnostics.open");
  private final ListView<LogLine> list =
      Tagged.with(new ListView<>(), "log-list", "card", "log-list");
  private final LogSearchBar search = new LogSearchBar(list, this::go);
  private final Banner explanation = Tagged.with(new Banner(), "log-explanation");
  private final ObjectProperty<Optional<Explanation>> explained =
      new SimpleObjectProperty<>(Optional.empty());
  private final LinePlaces places = new LinePlaces(list);
  private @Nullable LogViewModel model;
  private Consumer<String> say = _ -> {};
  private boolean following = true;
  private boolean scrolling;
  private int scrollsLeft;
  private SaveDialog saveDialog =
      new FileSaveDialog(Texts.of("log.save"), Texts.of("log.save.files"), "*.log");

  /** No lines yet. */
  public LogView() {
    Tagged.styled(this, "log");
    setVgrow(list, Priority.ALWAYS);
    getChildren().addAll(bar(), search, list, explanation);
    list.setNodeOrientation(NodeOrientation.LEFT_TO_RIGHT);
    list.setAccessibleText(Texts.of("log.list"));
    list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    list.setPlaceholder(new Label(Texts.of("log.empty")));
    list.setOnKeyPressed(
        event -> {
          if (COPY.match(event)) {
            copy();
            event.consume();
          }
        });
    copy.setOnAction(_ -> copy());
    save.setOnAction(_ -> save());
    // Lines that come, wrap or go move the foot too; only the user decides to leave it.
    list.addEventFilter(ScrollEvent.SCROLL, event -> userScrolled(event.getDeltaY() > 0));
    list.addEventFilter(MouseEvent.MOUSE_PRESSED, this::onBar);
    list.addEventFilter(MouseEvent.MOUSE_DRAGGED, this::onBar);
    list.addEventFilter(MouseEvent.MOUSE_RELEASED, this::onBar);
    list.widthProperty().subscribe(this::followOn);
    list.heightProperty().subscribe(this::followOn);
    list.addEventFilter(KeyEvent.KEY_PRESSED, this::scrolledByKey);
  }

  private HBox bar() {
    SegmentedButton levels =
        Tagged.with(new SegmentedButton(debug, info, warning, error), "log-levels");
    levels.setAccessibleText(Texts.of("log.level"));
    Region between = new Region();
    HBox.setHgrow(between, Priority.ALWAYS);
    return Tagged.styled(new HBox(levels, between, copy, save, diagnostics), "log-bar");
  }

  private static ToggleButton level(String words) {
    ToggleButton level = new ToggleButton(Texts.of(words));
    level.setMinWidth(USE_PREF_SIZE);
    return level;
  }

  private void followOn() {
    if (following) {
      scrollToEnd();
    }
  }

  private void goToEnd() {
    following = true;
    scrollToEnd();
  }

  private void scrolledByKey(KeyEvent event) {
    switch (event.getCode()) {
      case UP, PAGE_UP, HOME -> userScrolled(true);
      case DOWN, PAGE_DOWN, END -> {
        userScrolled(false);
        places.afterLayout(this::followWhoIsOnTheNewest);
      }
      default -> {}
    }
  }

  /** The list shows as much of the newest line as it likes when a key leads to it. */
  private void followWhoIsOnTheNewest() {
    if (list.getFocusModel().getFocusedIndex() == list.getItems().size() - 1) {
      goToEnd();
    }
  }

  /** The bar leads in both directions: by its thumb, and beside it as long as one presses. */
  private void onBar(MouseEvent event) {
    if (places.onBar(event.getTarget())) {
      userScrolled(true);
      Platform.runLater(this::followFromEndOfBar);
    }
  }

  /** Looks where the list is once it has done what the user wanted, and lets it do that first. */
  private void userScrolled(boolean up) {
    following &= !up;
    places.afterLayout(() -> following |= atFoot());
    if (!up) {
      Platform.runLater(this::followFromEndOfBar);
    }
  }

  /** The bar's end is the last line's only as far as the list guesses right. */
  private void followFromEndOfBar() {
    if (places.atEndOfBar()) {
      goToEnd();
    }
  }

  /**
   * Shows a view model.
   *
   * @param newSay tells the user that something was done
   * @param diagnose offers diagnostics of the same profile
   * @param fixes does what can be done at once about a problem of it
   * @param useful what of that helps now
   */
  public void bind(
      LogViewModel newModel,
      Consumer<String> newSay,
      Runnable diagnose,
      Fixes fixes,
      ObservableValue<Optional<Explanation.Fix>> useful) {
    diagnostics.setOnAction(_ -> diagnose.run());
    model = newModel;
    say = newSay;
    list.setCellFactory(_ -> cell(newModel));
    list.setItems(newModel.lines());
    newModel.lines().addListener((ListChangeListener<LogLine>) _ -> followOn());
    search.bind(newModel);
    addEventHandler(KeyEvent.KEY_PRESSED, event -> search.key(event, newModel));
    list.getSelectionModel()
        .selectedItemProperty()
        .subscribe(line -> explain(Optional.ofNullable(line).flatMap(newModel::explain)));
    // A line is of another time: what would have helped then may do nothing now.
    explained.subscribe(_ -> offer(fixes, useful));
    useful.subscribe(_ -> offer(fixes, useful));
    explanation.onDismiss(() -> explain(Optional.empty()));
    BooleanBinding none = Bindings.isEmpty(newModel.lines());
    copy.disableProperty().bind(none);
    save.disableProperty().bind(none);
    Map<LogLine.Level, ToggleButton> buttons =
        Map.of(
            LogLine.Level.DEBUG, debug,
            LogLine.Level.INFO, info,
            LogLine.Level.WARNING, warning,
            LogLine.Level.ERROR, error);
    buttons.forEach(
        (level, button) -> {
          button.setId("log-level-" + level.name().toLowerCase(Locale.ROOT));
          button.setSelected(level == newModel.levelProperty().get());
          button.setOnAction(
              _ -> {
                button.setSelected(true);
                newModel.levelProperty().set(level);
              });
        });
    scrollToEnd();
  }

  /** A line can learn how high it is after the list was led to its end. */
  private LogCell cell(LogViewModel source) {
    LogCell cell = new LogCell(source);
    cell.heightProperty().subscribe(this::stayAtEnd);
    return cell;
  }

  /** Gives the lines the focus. */
  public void focusLines() {
    list.requestFocus();
  }

  /** Puts the cursor into the search field. */
  public void focusSearch() {
    search.focusField();
  }

  /** Whether a line is explained below the lines. */
  public ObservableValue<Boolean> explaining() {
    return explanation.visibleProperty();
  }

  /** Asks another way where to save, as tests do: the desktop's dialog is not ours. */
  void askWith(SaveDialog dialog) {
    saveDialog = dialog;
  }

  private void offer(Fixes fixes, ObservableValue<Optional<Explanation.Fix>> useful) {
    Optional<Explanation.Fix> fix = explained.get().flatMap(Explanation::fix);
    fixes.offer(fix.filter(_ -> fix.equals(useful.getValue())), explanation);
  }

  private void explain(Optional<Explanation> words) {
    explained.set(words);
    words.ifPresentOrElse(
        it -> explanation.show("info", it.happened(), it.advice()), explanation::hide);
    int line = list.getSelectionModel().getSelectedIndex();
    if (words.isPresent() && line >= 0) {
      // The list has less room now.
      places.afterLayout(() -> keepInView(line));
    }
  }

  private void keepInView(int line) {
    if (!places.inView(line)) {
      bringIntoView(line, Math.max(0, line - LINES_ABOVE), MOST_SCROLLS);
    }
  }

  /** Selects a line and brings it into view; the newest is no longer followed then. */
  private void go(int line) {
    following = false;
    list.getSelectionModel().clearAndSelect(line);
    list.getFocusModel().focus(line);
    bringIntoView(line, Math.max(0, line - LINES_ABOVE), MOST_SCROLLS);
  }

  private void bringIntoView(int line, int top, int tries) {
    places.scrollTo(top);
    places.afterLayout(
        () -> {
          if (tries > 1 && !places.inView(line) && list.getSelectionModel().isSelected(line)) {
            bringIntoView(line, line, tries - 1);
          }
        });
  }

  /** Whether the end of the newest line is in view. The bar only guesses while lines wrap. */
  private boolean atFoot() {
    int last = list.getItems().size() - 1;
    return last < 0 || places.overhang(last).orElse(Double.MAX_VALUE) <= SLACK;
  }

  /**
   * Once the list has heard of its new lines: asked earlier, it looks for cells it has not. What is
   * on its way is so for later lines, too; in a hidden window it waits for as long as that is.
   */
  private void scrollToEnd() {
    scrollsLeft = MOST_SCROLLS;
    if (!scrolling) {
      scrolling = true;
      Platform.runLater(this::scrollToLast);
    }
  }

  private void stayAtEnd() {
    if (following && !scrolling) {
      scrollsLeft = MOST_SCROLLS;
      scrolling = places.afterLayout(this::goOnToEnd);
    }
  }

  /** The heights of lines that were never shown are a guess, and each layout corrects some. */
  private void scrollToLast() {
    places.scrollTo(list.getItems().size() - 1);
    scrolling = places.afterLayout(this::goOnToEnd);
  }

  /** The list leads to the top of a line; the end of one that wraps can be further down. */
  private void goOnToEnd() {
    scrollsLeft--;
    if (!following || scrollsLeft <= 0 || atFoot()) {
      scrolling = false;
      return;
    }
    OptionalDouble missing = places.overhang(list.getItems().size() - 1);
    if (missing.isPresent() && places.scroll(missing.getAsDouble())) {
      scrolling = places.afterLayout(this::goOnToEnd);
    } else {
      scrollToLast();
    }
  }

  private void copy() {
    LogViewModel source = model;
    if (source == null) {
      return;
    }
    Collection<LogLine> selected = list.getSelectionModel().getSelectedItems();
    Collection<LogLine> chosen = selected.isEmpty() ? list.getItems() : selected;
    if (!chosen.isEmpty()) {
      Clipboard.getSystemClipboard()
          .setContent(Map.of(DataFormat.PLAIN_TEXT, source.asText(chosen)));
      say.accept(Texts.of("log.copied", chosen.size()));
    }
  }

  private void save() {
    LogViewModel source = model;
    if (source != null) {
      saveDialog
          .ask(getScene().getWindow(), source.fileName())
          .ifPresent(file -> source.save(file, say));
    }
  }
}
