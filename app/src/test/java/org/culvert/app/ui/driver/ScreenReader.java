package org.culvert.app.ui.driver;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Control;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TabPane;
import javafx.scene.layout.StackPane;
import org.controlsfx.control.SegmentedButton;
import org.jspecify.annotations.Nullable;

/** What a screen reader would have to say about what is shown. */
final class ScreenReader {
  private ScreenReader() {}

  /**
   * Controls that can be reached and have neither words of their own nor words for it, and sheets
   * that it would not call dialogs by a title.
   */
  static List<String> silent(Node root) {
    List<String> silent = new ArrayList<>();
    look(root, silent);
    return silent;
  }

  private static void look(Node node, List<String> silent) {
    if (!node.isVisible()) {
      return;
    }
    if (node instanceof Control control && mustSpeak(control) && !speaks(control)) {
      silent.add(control.getClass().getSimpleName() + "#" + control.getId());
    }
    if (node instanceof StackPane sheet && isSheet(sheet) && !isTitledDialog(sheet)) {
      silent.add("sheet #" + node.getId());
    }
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(child -> look(child, silent));
    }
  }

  /** Tabs speak for their pane, what is inside for a pane that only scrolls. */
  private static boolean mustSpeak(Control control) {
    return control.isFocusTraversable()
        && !(control instanceof TabPane
            || control instanceof ScrollPane
            || control instanceof SegmentedButton);
  }

  /** The toolkit has the name for the rows of a list, too. */
  private static boolean isSheet(StackPane pane) {
    return pane.getStyleClass().contains("sheet");
  }

  private static boolean isTitledDialog(Node sheet) {
    return sheet.getAccessibleRole() == AccessibleRole.DIALOG && isSaid(sheet.getAccessibleText());
  }

  private static boolean speaks(Control control) {
    return isSaid(control.getAccessibleText())
        || control.queryAccessibleAttribute(AccessibleAttribute.LABELED_BY) != null
        || (control instanceof Labeled labeled && isSaid(labeled.getText()));
  }

  private static boolean isSaid(@Nullable String words) {
    return words != null && !words.isBlank();
  }
}
