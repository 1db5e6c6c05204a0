package org.culvert.app.ui.dialogs;

import javafx.event.Event;
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
import org.jspecify.annotations.Nullable;

/**
 * A card over the dimmed window. While it is open the keyboard stays in it, Alt and a letter reach
 * what is in it, and Escape closes it; afterwards the focus returns to where it was.
 */
abstract class Sheet extends StackPane {
  private final VBox card = new VBox();
  private final Region start = edge();
  private final Region end = edge();
  private @Nullable Node focusBefore;

  /** A closed sheet. */
  protected Sheet() {
    getStyleClass().add("sheet");
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
        .subscribe((before, now) -> move(letters, before, now));
  }

  /** Where a subclass puts what it shows. */
  protected final VBox card() {
    return card;
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

  /** Opens it and gives {@code first} the focus. */
  protected final void open(Node first) {
    if (!isVisible() && getScene() != null) {
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
    if (!isVisible()) {
      return;
    }
    setVisible(false);
    if (focusBefore != null) {
      focusBefore.requestFocus();
    }
    focusBefore = null;
  }

  /** Whether what is typed is for this sheet, and not for one above it or the window. */
  final boolean holdsFocus() {
    return isVisible() && getScene() != null && isInside(getScene().getFocusOwner());
  }

  private static void move(Letters letters, @Nullable Window from, @Nullable Window to) {
    if (from != null) {
      from.removeEventFilter(KeyEvent.ANY, letters);
    }
    if (to != null) {
      to.addEventFilter(KeyEvent.ANY, letters);
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
