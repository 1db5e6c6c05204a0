package org.culvert.app.ui.dialogs;

import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.event.Event;
import javafx.event.EventHandler;
import javafx.event.EventType;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.TraversalDirection;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.culvert.app.ui.fx.Words;
import org.jspecify.annotations.Nullable;

/**
 * A card over the dimmed window. While it is open the keyboard stays in it, Alt and a letter reach
 * what is in it, and Escape closes it; afterwards the focus returns to where it was. One that comes
 * while another lies in front of its place, or in the middle of a word, waits for its turn.
 */
abstract class Sheet extends StackPane {
  private final VBox card = new VBox();
  private final Region start = edge();
  private final Region end = edge();
  private final Typing typing = new Typing(this::takeTurn);
  private @Nullable Node focusBefore;

  /** What gets the focus when it is this sheet's turn to open; null while it does not want to. */
  private final ObjectProperty<@Nullable Node> waiting =
      new SimpleObjectProperty<>(this, "waiting", null);

  /** A closed sheet. */
  protected Sheet() {
    getStyleClass().add("sheet");
    setAccessibleRole(AccessibleRole.DIALOG);
    card.getStyleClass().add("sheet-card");
    card.setMaxSize(440, Region.USE_PREF_SIZE);
    getChildren().addAll(start, end);
    setVisible(false);
    addEventFilter(KeyEvent.KEY_PRESSED, this::keepKeyboardInside);
    addEventHandler(KeyEvent.ANY, Event::consume);
    setOnMousePressed(Event::consume);
    Letters letters = new Letters(this);
    sceneProperty()
        .flatMap(Scene::windowProperty)
        .subscribe(
            (before, now) -> {
              move(KeyEvent.ANY, letters, before, now);
              move(KeyEvent.KEY_TYPED, typing, before, now);
            });
  }

  /** Where a subclass puts what it shows. */
  protected final VBox card() {
    return card;
  }

  /** What a screen reader calls the sheet by, as it stands at its top. */
  final void titled(Words title) {
    title.getStyleClass().add("sheet-title");
    accessibleTextProperty().bind(title.textProperty());
  }

  /** Lets Enter press the button, unless another button has the focus and is pressed by it. */
  protected final void onEnter(Button usual) {
    addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ENTER) {
            event.consume();
            (event.getTarget() instanceof Button focused ? focused : usual).fire();
          }
        });
  }

  /** Called on Escape. */
  protected abstract void cancelled();

  /** Opens it and gives {@code first} the focus, at once or when it is its turn. */
  protected final void open(Node first) {
    if (!isVisible()) {
      waiting.set(first);
      takeTurn();
    } else if (!isCovered()) {
      first.requestFocus();
    }
  }

  /** Whether it would open, and it is not its turn yet. */
  public final ObservableValue<Boolean> waits() {
    return waiting.map(_ -> true).orElse(false);
  }

  private void takeTurn() {
    Node first = waiting.get();
    if (first != null && !isCovered() && !typing.goesOn()) {
      waiting.set(null);
      uncover(first);
    }
  }

  private void uncover(Node first) {
    if (getScene() != null) {
      focusBefore = getScene().getFocusOwner();
    }
    if (card.getParent() == null) {
      // Only now: the window would be styled with all sheets before it can be shown.
      getChildren().add(getChildren().indexOf(end), card);
    }
    setVisible(true);
    // It makes the skins, without which what is in a scroll pane is in no scene, and gets no focus.
    applyCss();
    first.requestFocus();
  }

  /** Closes it. */
  final void close() {
    waiting.set(null);
    if (!isVisible()) {
      return;
    }
    setVisible(false);
    if (focusBefore != null && !isCovered()) {
      focusBefore.requestFocus();
    }
    focusBefore = null;
    sheets().reversed().forEach(Sheet::takeTurn);
  }

  /** Whether one that is open lies in front of this one's place. */
  private boolean isCovered() {
    List<Sheet> sheets = sheets();
    return sheets.subList(sheets.indexOf(this) + 1, sheets.size()).stream()
        .anyMatch(Node::isVisible);
  }

  /** Those of the window, from the back to the front. */
  private List<Sheet> sheets() {
    return getParent() == null
        ? List.of(this)
        : getParent().getChildrenUnmodifiable().stream()
            .filter(Sheet.class::isInstance)
            .map(Sheet.class::cast)
            .toList();
  }

  /** Whether what is typed is for this sheet, and not for one above it or the window. */
  final boolean holdsFocus() {
    return isVisible() && getScene() != null && isInside(getScene().getFocusOwner());
  }

  private static void move(
      EventType<KeyEvent> keys,
      EventHandler<KeyEvent> handler,
      @Nullable Window before,
      @Nullable Window now) {
    if (before != null) {
      before.removeEventFilter(keys, handler);
    }
    if (now != null) {
      now.addEventFilter(keys, handler);
    }
  }

  private void keepKeyboardInside(KeyEvent event) {
    if (event.getCode() == KeyCode.ESCAPE) {
      event.consume();
      cancelled();
    } else if (event.getCode() == KeyCode.TAB && event.getTarget() instanceof Node from) {
      event.consume();
      TraversalDirection direction =
          event.isShiftDown() ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT;
      from.requestFocusTraversal(direction);
      Node now = getScene().getFocusOwner();
      if (!isInside(now)) {
        wrapAround(event.isShiftDown());
      }
    }
  }

  /** As the Tab key comes in from outside, so that what it finds shows the focus. */
  private void wrapAround(boolean backwards) {
    Region edge = backwards ? end : start;
    edge.requestFocus();
    edge.requestFocusTraversal(backwards ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT);
  }

  /** A place in the order of the controls where nothing is. */
  private static Region edge() {
    Region edge = new Region();
    edge.setManaged(false);
    return edge;
  }

  private boolean isInside(@Nullable Node node) {
    for (Node at = node; at != null; at = at.getParent()) {
      if (equals(at)) {
        return true;
      }
    }
    return false;
  }
}
