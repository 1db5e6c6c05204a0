package org.culvert.app.ui.shell;

import javafx.animation.PauseTransition;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import javafx.util.Duration;
import org.culvert.app.tray.Tray;
import org.culvert.app.tray.TrayCommand;
import org.culvert.app.tray.TrayDesktop;
import org.culvert.app.tray.TrayListener;
import org.culvert.app.ui.fx.FxThread;

/**
 * When the window comes and goes, and whether the app goes with it: with a tray, closing the window
 * hides it; without one, or when the window is hidden by other means, it is the end. Belongs to the
 * JavaFX thread.
 */
final class WindowLife {
  /**
   * A panel that starts again takes a moment; one that does not would leave the app unreachable.
   */
  private static final Duration PATIENCE = Duration.seconds(10);

  private final Stage stage;
  private final ShellViewModel model;
  private final Runnable ended;
  private final Tray tray;
  private final PauseTransition trayless = new PauseTransition(PATIENCE);
  private boolean trayPresent;
  private boolean hidden;
  private boolean over;

  /**
   * Watches a stage that is not yet shown.
   *
   * @param ended called once, when all that belongs to the window is to end
   */
  WindowLife(Stage stage, ShellViewModel model, TrayDesktop desktop, FxThread fx, Runnable ended) {
    this.stage = stage;
    this.model = model;
    this.ended = ended;
    stage.setOnCloseRequest(this::closing);
    stage.showingProperty().subscribe((was, is) -> shown(was, is));
    stage.focusedProperty().subscribe(_ -> look());
    trayless.setOnFinished(_ -> bringBack());
    model.quit().overProperty().subscribe(this::quit);
    // What needs the user needs the window.
    model.quit().questionProperty().subscribe(question -> bringBackFor(question != null));
    model.quit().failureProperty().subscribe(failure -> bringBackFor(failure != null));
    model.connect().questionProperty().subscribe(question -> bringBackFor(question != null));
    model.connect().refusalProperty().subscribe(refusal -> bringBackFor(refusal != null));
    tray =
        desktop.open(
            model.tray().faceProperty().get(),
            new TrayListener() {
              @Override
              public void chosen(TrayCommand command) {
                fx.execute(() -> WindowLife.this.chosen(command));
              }

              @Override
              public void present(boolean isPresent) {
                fx.execute(() -> trayPresent(isPresent));
              }
            });
    model.tray().faceProperty().subscribe(tray::show);
    model.tray().faceProperty().subscribe(_ -> look());
  }

  private void chosen(TrayCommand command) {
    if (over) {
      return;
    }
    switch (command) {
      case TrayCommand.Connect(var profile) -> model.connect(profile);
      case TrayCommand.Disconnect(var profile) -> model.disconnect(profile);
      case TrayCommand.Open() -> present();
      case TrayCommand.Quit() -> model.quit().quit();
    }
  }

  private void closing(WindowEvent event) {
    event.consume();
    if (trayPresent) {
      hidden = true;
      stage.hide();
    } else {
      model.quit().closeUntrayed();
    }
  }

  private void trayPresent(boolean isPresent) {
    trayPresent = isPresent;
    if (isPresent) {
      trayless.stop();
    } else {
      trayless.playFromStart();
    }
  }

  private void bringBackFor(boolean reason) {
    if (reason) {
      bringBack();
    }
  }

  private void bringBack() {
    if (hidden && !over) {
      present();
    }
  }

  private void present() {
    hidden = false;
    stage.show();
    stage.setIconified(false);
    stage.toFront();
    stage.requestFocus();
  }

  private void shown(boolean was, boolean is) {
    if (was && !is && !hidden) {
      end();
    }
  }

  private void look() {
    if (stage.isFocused()) {
      model.tray().seen();
    }
  }

  private void quit(boolean isOver) {
    if (isOver) {
      end();
      stage.hide();
    }
  }

  private void end() {
    if (!over) {
      over = true;
      trayless.stop();
      tray.close();
      ended.run();
    }
  }
}
