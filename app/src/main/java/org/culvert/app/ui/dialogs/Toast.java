package org.culvert.app.ui.dialogs;

import java.time.Duration;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.culvert.app.ui.fx.Delay;
import org.culvert.app.ui.fx.Words;
import org.culvert.app.ui.profiles.Notice;
import org.culvert.app.ui.text.Texts;
import org.jspecify.annotations.Nullable;

/** A short message at the foot of the window; it stays while it is pointed at or has the focus. */
public final class Toast extends HBox {
  private static final Duration BRIEF = Duration.ofSeconds(4);
  private static final Duration PATIENT = Duration.ofSeconds(10);

  private final Words text = new Words();
  private final Button undo = new Button(Texts.of("profiles.undo"));
  private final Delay brief = new Delay(BRIEF, () -> hideUnlessUsed(false));
  private final Delay patient = new Delay(PATIENT, () -> hideUnlessUsed(true));

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
    hide();
  }

  /** Shows a notice instead of the one before; nothing for null. */
  public void show(@Nullable Notice notice) {
    brief.cancel();
    patient.cancel();
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
    begin(notice.undo().isPresent());
  }

  /** Whether what it tells can still be taken back. */
  public boolean offersUndo() {
    return isVisible() && undo.isVisible();
  }

  /** Takes it back. */
  public void undo() {
    undo.fire();
  }

  private void begin(boolean patiently) {
    (patiently ? patient : brief).begin();
  }

  private void hideUnlessUsed(boolean patiently) {
    if (isHover() || undo.isFocused()) {
      begin(patiently);
    } else {
      hide();
    }
  }

  private void hide() {
    setVisible(false);
  }
}
