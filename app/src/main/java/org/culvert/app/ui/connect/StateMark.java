package org.culvert.app.ui.connect;

import javafx.animation.Animation;
import javafx.animation.Interpolator;
import javafx.animation.RotateTransition;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Window;
import javafx.util.Duration;
import org.culvert.app.ui.fx.ToneMark;
import org.culvert.app.ui.text.Tone;
import org.kordamp.ikonli.javafx.FontIcon;

/** The round sign of a state: colour and symbol, so that neither is needed alone. */
public final class StateMark extends StackPane {
  private final FontIcon icon = new FontIcon("fth-shield-off");
  private final RotateTransition turning = new RotateTransition(Duration.seconds(1.6), icon);

  private boolean busy;
  private boolean calm;
  private boolean seen;

  /** Idle at first. */
  public StateMark() {
    getStyleClass().add("state-mark");
    getChildren().add(icon);
    turning.setByAngle(360);
    turning.setCycleCount(Animation.INDEFINITE);
    turning.setInterpolator(Interpolator.LINEAR);
    // Hidden, it would make the toolkit pulse sixty times a second.
    sceneProperty()
        .flatMap(Scene::windowProperty)
        .flatMap(Window::showingProperty)
        .orElse(false)
        .subscribe(this::seen);
    show(Tone.IDLE);
  }

  /** Whether it keeps still: what it says it says by its symbol too. */
  void calm(boolean wanted) {
    calm = wanted;
    turn();
  }

  /** Whether something moves. */
  boolean isTurning() {
    return turning.getStatus() == Animation.Status.RUNNING;
  }

  private void seen(boolean now) {
    seen = now;
    turn();
  }

  private void turn() {
    if (busy && !calm && seen) {
      turning.play();
    } else {
      turning.stop();
      icon.setRotate(0);
    }
  }

  /** Shows another feeling. */
  public void show(Tone tone) {
    ToneMark.set(this, tone);
    icon.setIconLiteral(
        switch (tone) {
          case IDLE -> "fth-shield-off";
          case BUSY -> "fth-loader";
          case GOOD -> "fth-shield";
          case BAD -> "fth-alert-triangle";
        });
    busy = tone == Tone.BUSY;
    turn();
  }
}
