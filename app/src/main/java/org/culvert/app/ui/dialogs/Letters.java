package org.culvert.app.ui.dialogs;

import java.util.Optional;
import javafx.event.EventHandler;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.TraversalDirection;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.controlsfx.control.SegmentedButton;
import org.culvert.app.ui.text.Mnemonic;

/**
 * What Alt and a letter do in a sheet that has the focus. The toolkit underlines the letters, but
 * itself only sends a control its action: that toggles no box, it submits a field instead of going
 * there, and it reaches what lies under the sheet. So this comes before it, at the window.
 */
final class Letters implements EventHandler<KeyEvent> {
  private final Sheet sheet;

  /** A key that is held repeats itself, and one press is one wish. */
  private KeyCode held = KeyCode.UNDEFINED;

  Letters(Sheet sheet) {
    this.sheet = sheet;
  }

  @Override
  public void handle(KeyEvent event) {
    boolean pressed = event.getEventType() == KeyEvent.KEY_PRESSED;
    boolean again = pressed && event.getCode() == held;
    hold(event);
    String key = pressed ? event.getText() : event.getCharacter();
    if (!event.isAltDown()
        || event.isControlDown()
        || !sheet.holdsFocus()
        || !key.matches("[a-zA-Z]")) {
      return;
    }
    event.consume();
    if (pressed && !again) {
      find(sheet, key).ifPresent(Letters::reach);
    }
  }

  private void hold(KeyEvent event) {
    if (event.getEventType() == KeyEvent.KEY_PRESSED) {
      held = event.getCode();
    } else if (event.getEventType() == KeyEvent.KEY_RELEASED && event.getCode() == held) {
      held = KeyCode.UNDEFINED;
    }
  }

  private static Optional<Labeled> find(Node node, String letter) {
    if (!node.isVisible() || node.isDisabled()) {
      return Optional.empty();
    }
    if (node instanceof Labeled labeled && isCalled(labeled, letter)) {
      return Optional.of(labeled);
    }
    return node instanceof Parent parent
        ? parent.getChildrenUnmodifiable().stream()
            .flatMap(child -> find(child, letter).stream())
            .findFirst()
        : Optional.empty();
  }

  private static boolean isCalled(Labeled labeled, String letter) {
    return labeled.isMnemonicParsing()
        && Mnemonic.of(labeled.getText()).filter(letter::equalsIgnoreCase).isPresent();
  }

  private static void reach(Labeled found) {
    switch (found) {
      case Label label -> Optional.ofNullable(label.getLabelFor()).ifPresent(Letters::focus);
      case ButtonBase button -> {
        focus(button);
        button.fire();
      }
      default -> focus(found);
    }
  }

  private static void focus(Node node) {
    switch (node) {
      case SegmentedButton choice ->
          choice.getButtons().stream()
              .filter(ToggleButton::isSelected)
              .findFirst()
              .ifPresent(Letters::focus);
      case TextInputControl field -> field.requestFocus();
      default -> {
        node.requestFocus();
        show(node);
      }
    }
  }

  /** Away and back as by the Tab key: a focus that comes otherwise is not shown. */
  private static void show(Node node) {
    node.requestFocusTraversal(TraversalDirection.PREVIOUS);
    Node before = node.getScene().getFocusOwner();
    if (before != null) {
      before.requestFocusTraversal(TraversalDirection.NEXT);
    }
    if (!node.isFocused()) {
      node.requestFocus();
    }
  }
}
