package org.culvert.app.ui.shell;

import java.util.Map;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/** The keys that work everywhere in the window. */
final class Shortcuts {
  private static final KeyCombination UNDO = control(KeyCode.Z);
  private static final KeyCombination PASTE = control(KeyCode.V);
  private static final KeyCombination QUIT = control(KeyCode.Q);

  private final ShellView shell;
  private final Map<KeyCombination, Runnable> keys;

  Shortcuts(ShellView shell) {
    this.shell = shell;
    keys =
        Map.of(
            control(KeyCode.O),
            shell.imports()::chooseFiles,
            PASTE,
            shell.imports()::paste,
            control(KeyCode.F),
            shell::search,
            control(KeyCode.L),
            shell::toggleLog,
            control(KeyCode.COMMA),
            shell::showSettings);
  }

  void install() {
    shell.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
  }

  private void pressed(KeyEvent event) {
    if (QUIT.match(event)) { // as from the tray, whatever lies over the window
      event.consume();
      shell.quit();
      return;
    }
    if (shell.covered()) {
      return;
    }
    if (event.getTarget() instanceof TextInputControl && PASTE.match(event)) {
      return;
    }
    if (UNDO.match(event) && shell.undo()) {
      event.consume();
      return;
    }
    keys.forEach(
        (key, action) -> {
          if (key.match(event)) {
            event.consume();
            action.run();
          }
        });
  }

  private static KeyCombination control(KeyCode key) {
    return new KeyCodeCombination(key, KeyCombination.SHORTCUT_DOWN);
  }
}
