package org.culvert.app.ui.driver;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;

/** Whether all that a window says has room in it. */
final class Room {
  /** Pixels that a shadow, a border or rounding may take. */
  private static final double TOLERANCE = 1.5;

  private final List<String> lacking = new ArrayList<>();
  private final Bounds window;

  private Room(Node root) {
    window = root.localToScene(root.getLayoutBounds());
  }

  static List<String> lacking(Node root) {
    Room room = new Room(root);
    room.look(root);
    return List.copyOf(room.lacking);
  }

  /** Words and buttons that are not in the window as a whole, and that nobody can scroll there. */
  static List<String> outside(Node root) {
    Room room = new Room(root);
    room.lookOutside(root);
    return List.copyOf(room.lacking);
  }

  private void lookOutside(Node node) {
    if (!node.isVisible() || node instanceof ScrollPane || node instanceof VirtualFlow<?>) {
      return;
    }
    if (node instanceof Labeled || node instanceof TextInputControl) {
      Bounds its = node.localToScene(node.getLayoutBounds());
      if (its.getMinX() < window.getMinX() - TOLERANCE
          || its.getMaxX() > window.getMaxX() + TOLERANCE
          || its.getMinY() < window.getMinY() - TOLERANCE
          || its.getMaxY() > window.getMaxY() + TOLERANCE) {
        lacking.add("outside: " + (node instanceof Labeled words ? words.getText() : node));
      }
    }
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(this::lookOutside);
    }
  }

  private void look(Node node) {
    if (!node.isVisible()) {
      return;
    }
    switch (node) {
      case Labeled labeled -> look(labeled);
      case TextField field -> look(field);
      default -> {}
    }
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(this::look);
    }
  }

  private void look(Labeled labeled) {
    String text = labeled.getText();
    if (text == null || text.isEmpty() || labeled.getWidth() == 0) {
      return;
    }
    if (labeled.isTextTruncated() && labeled.getTooltip() == null) {
      lacking.add("cut: " + text);
    }
    if (overAnEdge(labeled)) {
      lacking.add("over the edge: " + text);
    }
  }

  /** What is hidden to the left and right is lost: nothing here scrolls that way. */
  private boolean overAnEdge(Labeled labeled) {
    Node words = labeled.lookup(".text");
    if (!(words instanceof Text)) {
      return false;
    }
    Bounds its = words.localToScene(words.getLayoutBounds());
    if (its.getMinX() < window.getMinX() - TOLERANCE
        || its.getMaxX() > window.getMaxX() + TOLERANCE) {
      return true;
    }
    for (Node at = labeled.getParent(); at != null; at = at.getParent()) {
      if (at instanceof Region && isBox(at)) {
        Bounds box = at.localToScene(at.getLayoutBounds());
        if (its.getMinX() < box.getMinX() - TOLERANCE
            || its.getMaxX() > box.getMaxX() + TOLERANCE) {
          return true;
        }
      }
    }
    return false;
  }

  /** What has an edge that can be seen, or cuts off what is outside. */
  private static boolean isBox(Node node) {
    return node.getStyleClass().stream()
        .anyMatch(
            List.of(
                    "card",
                    "sheet-card",
                    "banner",
                    "sidebar",
                    "toast",
                    "drop-box",
                    "scroll-pane",
                    "list-cell",
                    "button",
                    "toggle-button",
                    "choice-box")
                ::contains);
  }

  /** What a field asks for while it is empty does not scroll. */
  private void look(TextField field) {
    if (field.getPromptText().isEmpty() || !field.getText().isEmpty()) {
      return;
    }
    Text prompt = new Text(field.getPromptText());
    prompt.setFont(field.getFont());
    double room = field.getWidth() - field.snappedLeftInset() - field.snappedRightInset();
    if (prompt.getLayoutBounds().getWidth() > room) {
      lacking.add("cut: " + field.getPromptText());
    }
  }
}
