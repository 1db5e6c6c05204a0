package org.culvert.app.ui.dialogs;

import javafx.animation.Animation;
import javafx.animation.PauseTransition;
import javafx.event.EventHandler;
import javafx.scene.Node;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyEvent;
import javafx.util.Duration;

/**
 * Notices that somebody is in the middle of a word, anywhere in the window. What comes by itself
 * must not get the rest of it: it may be a password. Enter, Escape and every shortcut end a word.
 */
final class Typing implements EventHandler<KeyEvent> {
  /** After the last letter; who thinks for longer sees what has come before typing on. */
  static final Duration PAUSE = Duration.seconds(1);

  private final PauseTransition pause = new PauseTransition(PAUSE);
  private final Runnable over;

  /**
   * @param over called when the word has come to its end
   */
  Typing(Runnable over) {
    this.over = over;
    pause.setOnFinished(_ -> over.run());
  }

  boolean goesOn() {
    return pause.getStatus() == Animation.Status.RUNNING;
  }

  @Override
  public void handle(KeyEvent event) {
    if (isLetter(event)) {
      if (event.getTarget() instanceof Node at && isText(at)) {
        pause.playFromStart();
      }
    } else if (goesOn()) {
      pause.stop();
      over.run();
    }
  }

  private static boolean isLetter(KeyEvent event) {
    String typed = event.getCharacter();
    return !event.isAltDown()
        && !event.isControlDown()
        && !event.isMetaDown()
        && !typed.isEmpty()
        && typed.codePoints().noneMatch(c -> Character.isISOControl(c) && c != '\b' && c != 0x7F);
  }

  private static boolean isText(Node at) {
    for (Node node = at; node != null; node = node.getParent()) {
      if (node instanceof TextInputControl) {
        return true;
      }
    }
    return false;
  }
}
