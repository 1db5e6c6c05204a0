package org.culvert.app.ui.shell;

import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.culvert.app.settings.SettingsKeeper;
import org.culvert.app.settings.WindowPlace;

/** Opens the window where it was, and remembers where it is. Belongs to the JavaFX thread. */
final class Placement {
  /** So much of the window has to be on a screen for the user to get hold of it. */
  private static final double GRIP = 80;

  /** What a desktop puts around a window, or a little more. */
  private static final double FRAME = 48;

  private final Stage stage;
  private final SettingsKeeper settings;

  private Placement(Stage stage, SettingsKeeper settings) {
    this.stage = stage;
    this.settings = settings;
  }

  /** Places a stage that is not yet shown, and remembers its place each time that it hides. */
  static void of(Stage stage, SettingsKeeper settings) {
    Placement placement = new Placement(stage, settings);
    placement.fit();
    settings.now().window().ifPresent(placement::restore);
    stage.addEventHandler(WindowEvent.WINDOW_SHOWN, _ -> placement.remember());
    stage.addEventHandler(WindowEvent.WINDOW_HIDING, _ -> placement.remember());
  }

  /** Where all is drawn large, a screen may have less room than we would like. */
  private void fit() {
    Rectangle2D room = Screen.getPrimary().getVisualBounds();
    if (stage.getScene().getWidth() > room.getWidth()) {
      stage.setWidth(room.getWidth());
    }
    if (stage.getScene().getHeight() + FRAME > room.getHeight()) {
      stage.setHeight(room.getHeight());
    }
  }

  private void restore(WindowPlace place) {
    // Screens may have been taken away since.
    Screen.getScreensForRectangle(
            place.x() + GRIP, place.y(), Math.max(1, place.width() - 2 * GRIP), 1)
        .stream()
        .findFirst()
        .ifPresent(
            screen -> {
              Rectangle2D room = screen.getVisualBounds();
              stage.setX(place.x());
              stage.setY(place.y());
              stage.setWidth(Math.min(place.width(), room.getWidth()));
              stage.setHeight(Math.min(place.height(), room.getHeight()));
            });
    stage.setMaximized(place.maximized());
  }

  /** Of a maximized window the place counts that it goes back to. */
  private void remember() {
    boolean maximized = stage.isMaximized();
    WindowPlace before = settings.now().window().filter(_ -> maximized).orElseGet(this::now);
    WindowPlace place =
        new WindowPlace(before.x(), before.y(), before.width(), before.height(), maximized);
    settings.change(now -> now.withWindow(place));
  }

  private WindowPlace now() {
    return new WindowPlace(
        (int) stage.getX(),
        (int) stage.getY(),
        (int) stage.getWidth(),
        (int) stage.getHeight(),
        false);
  }
}
