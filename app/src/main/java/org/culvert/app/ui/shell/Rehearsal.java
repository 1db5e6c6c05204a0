package org.culvert.app.ui.shell;

import javafx.animation.AnimationTimer;
import javafx.stage.Stage;

/** Closes a window when it was drawn often enough for all of it to have come. */
final class Rehearsal extends AnimationTimer {
  /** A quarter of a second of them. */
  private static final int PICTURES = 15;

  private final Stage stage;
  private int drawn;

  Rehearsal(Stage stage) {
    this.stage = stage;
  }

  @Override
  public void handle(long now) {
    drawn++;
    if (drawn == PICTURES) {
      stop();
      stage.hide();
    }
  }
}
