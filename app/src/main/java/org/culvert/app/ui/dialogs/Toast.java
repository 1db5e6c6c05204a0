package org.culvert.app.ui.dialogs;

import javafx.animation.PauseTransition;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import org.culvert.app.ui.fx.Words;
import org.culvert.app.ui.profiles.Notice;
import org.culvert.app.ui.text.Texts;
import org.jspecify.annotations.Nullable;

/** A short message at the foot of the window; it stays while it is pointed at or has the focus. */
public final class Toast extends HBox {
  private final Words text = new Words();
  private final Button undo = new Button(Texts.of("profiles.undo"));
  private final PauseTransition brief = new PauseTransition(Duration.seconds(4));
  private final PauseTransition patient = new PauseTransition(Duration.seconds(10));

  /** Nothing to see. */
  public Toast() {
    getStyleClass().add("toast");
    setId("toast");
    text.setId("toast-text");
    undo.setId("toast-undo");
    undo.getStyleClass().add("toast-button");
    setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    setAccessibleRole(AccessibleRole.TEXT);
    getChildren().addAll(text, undo);
    brief.setOnFinished(_ -> hideUnlessUsed(brief));
    patient.setOnFinished(_ -> hideUnlessUsed(patient));
    hide();
  }

  /** Shows a notice instead of the one before; nothing for null. */
  public void show(@Nullable Notice notice) {
    brief.stop();
    patient.stop();
    if (notice == null) {
      hide();
      return;
    }
    text.setText(notice.text());
    setAccessibleText(notice.text());
    undo.setVisible(notice.undo().isPresent());
    undo.setManaged(notice.undo().isPresent());
    undo.setOnAction(
        _ -> {
          hide();
          notice.undo().ifPresent(Runnable::run);
        });
    setVisible(true);
    (notice.undo().isPresent() ? patient : brief).playFromStart();
  }

  /** Whether what it tells can still be taken back. */
  public boolean offersUndo() {
    return isVisible() && undo.isVisible();
  }

  /** Takes it back. */
  public void undo() {
    undo.fire();
  }

  private void hideUnlessUsed(PauseTransition timer) {
    if (isHover() || undo.isFocused()) {
      timer.playFromStart();
    } else {
      hide();
    }
  }

  private void hide() {
    setVisible(false);
  }
}
