package org.culvert.app.ui.shell;

import java.time.Duration;
import java.util.Optional;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.culvert.app.instance.Visit;
import org.culvert.app.notify.Announcer;
import org.culvert.app.notify.Notifier;
import org.culvert.app.tray.Tray;
import org.culvert.app.tray.TrayCommand;
import org.culvert.app.tray.TrayListener;
import org.culvert.app.ui.connect.QuestionRequest;
import org.culvert.app.ui.fx.Delay;
import org.culvert.app.ui.fx.FxThread;
import org.culvert.app.ui.profiles.ProfileShelf;

/**
 * When the window comes and goes, and whether the app goes with it: with a tray, closing the window
 * hides it; without one, or when the window is hidden by other means, it is the end. Belongs to the
 * JavaFX thread.
 */
final class WindowLife {
  /**
   * A panel that starts again takes a moment; one that does not would leave the app unreachable.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Stage stage;
  private final ShellViewModel model;
  private final Runnable ended;
  private final Tray tray;
  private final Notifier notifier;
  private final Announcer announcer;
  private final Runnable awake;
  private final Delay trayless = new Delay(PATIENCE, this::bringBackUntrayed);
  private Runnable watching = () -> {};
  private boolean trayPresent;
  private boolean hidden;
  private boolean over;

  /**
   * Watches a stage that is not yet shown.
   *
   * @param ended called once, when all that belongs to the window is to end
   */
  WindowLife(Stage stage, ShellViewModel model, GuiContext context, FxThread fx, Runnable ended) {
    this.stage = stage;
    this.model = model;
    this.ended = ended;
    hidden = context.options().hidden();
    Desktop desktop = context.desktop();
    notifier = desktop.notifications().open(() -> fx.execute(this::presentUnlessOver));
    announcer = model.announcer(this::isLookedAt, notifier);
    stage.setOnCloseRequest(this::closing);
    stage.showingProperty().subscribe((was, is) -> shown(was, is));
    stage.focusedProperty().subscribe(_ -> look());
    model.quit().overProperty().subscribe(this::quit);
    // Told first: whether the window that comes gets the focus, the desktop decides.
    model
        .connect()
        .questions()
        .questionProperty()
        .subscribe(
            question ->
                announcer.asks(Optional.ofNullable(question).map(QuestionRequest::session)));
    // What needs the user needs the window.
    model
        .quit()
        .questionProperty()
        .subscribe((before, question) -> bringBackFor(before == null && question != null));
    model.quit().failureProperty().subscribe(failure -> bringBackFor(failure != null));
    model
        .connect()
        .questions()
        .questionProperty()
        .subscribe(question -> bringBackFor(question != null));
    model.connect().refusalProperty().subscribe(refusal -> bringBackFor(refusal != null));
    model.settings().warningProperty().subscribe(warning -> bringBackFor(warning.holding()));
    tray =
        context
            .tray()
            .open(
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
    awake = desktop.sleep().watch(() -> fx.execute(model::woke));
    model.profiles().loadedProperty().subscribe(loaded -> watch(loaded, context.profiles(), fx));
    desktop.door().open(visit -> fx.execute(() -> visited(visit)));
    if (hidden) {
      // Without a tray nobody would ever find it.
      trayless.begin();
    }
  }

  private void visited(Visit visit) {
    presentUnlessOver();
    if (!over) {
      model.imports().lookAt(visit);
    }
  }

  /** The first reading is over by then: the window does not wait for this. */
  private void watch(boolean loaded, ProfileShelf shelf, FxThread fx) {
    if (loaded && !over) {
      watching = shelf.watch(() -> fx.execute(this::reloadUnlessOver));
    }
  }

  private void reloadUnlessOver() {
    if (!over) {
      model.profiles().reload();
    }
  }

  private void presentUnlessOver() {
    if (!over) {
      present();
    }
  }

  private void chosen(TrayCommand command) {
    if (over) {
      return;
    }
    switch (command) {
      case TrayCommand.Connect(var profile) -> model.connect(profile);
      case TrayCommand.Disconnect(var profile) -> model.disconnect(profile);
      case TrayCommand.Unblock() -> model.block().unblock(this::bringBack);
      case TrayCommand.Open() -> present();
      case TrayCommand.Quit() -> leave(model.quit()::quit);
    }
  }

  private void closing(WindowEvent event) {
    event.consume();
    if (trayPresent) {
      hidden = true;
      stage.hide();
    } else {
      leave(model.quit()::closeUntrayed);
    }
  }

  /** Where a text that was changed would be lost, its editor asks, in the window. */
  private void leave(Runnable way) {
    if (!model.leave(way)) {
      present();
    }
  }

  private void trayPresent(boolean isPresent) {
    trayPresent = isPresent;
    if (isPresent) {
      trayless.cancel();
      model.missTray(false);
    } else {
      trayless.begin();
    }
  }

  private void bringBackFor(boolean reason) {
    if (reason) {
      bringBack();
    }
  }

  /** The window was wanted out of sight: it says why it comes. */
  private void bringBackUntrayed() {
    if (hidden && !over) {
      model.missTray(true);
      present();
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
    if (isLookedAt()) {
      model.tray().seen();
      announcer.seen();
    }
  }

  /** A window that is hidden may go on thinking that it has the focus. */
  private boolean isLookedAt() {
    return stage.isShowing() && !stage.isIconified() && stage.isFocused();
  }

  private void quit(boolean isOver) {
    if (isOver) {
      stage.hide();
      end();
    }
  }

  private void end() {
    if (!over) {
      over = true;
      trayless.cancel();
      tray.close();
      notifier.close();
      awake.run();
      watching.run();
      ended.run();
    }
  }
}
