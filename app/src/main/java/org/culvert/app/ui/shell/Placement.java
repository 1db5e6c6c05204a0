package org.culvert.app.ui.shell;

import javafx.geometry.Dimension2D;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.culvert.app.settings.SettingsKeeper;
import org.culvert.app.settings.WindowPlace;

/**
 * Opens the window where it was, and remembers where it is. No screen is too small for it: at 300 %
 * one of 1920 x 1080 has room for 640 x 360. Belongs to the JavaFX thread.
 */
final class Placement {
  /** So much of the window has to be on a screen for the user to get hold of it. */
  private static final double GRIP = 80;

  private static final Dimension2D USUAL = new Dimension2D(900, 680);
  private static final Dimension2D LEAST = new Dimension2D(420, 520);

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

  private void fit() {
    Dimension2D room = room();
    stage.setMinWidth(Math.min(LEAST.getWidth(), room.getWidth()));
    stage.setMinHeight(Math.min(LEAST.getHeight(), room.getHeight()));
    stage.setWidth(room.getWidth());
    stage.setHeight(room.getHeight());
  }

  /** At most the usual size, and what each screen has room for: it can be moved to any of them. */
  private static Dimension2D room() {
    return Screen.getScreens().stream()
        .map(Screen::getVisualBounds)
        .map(bounds -> new Dimension2D(bounds.getWidth(), bounds.getHeight()))
        .reduce(
            USUAL,
            (one, other) ->
                new Dimension2D(
                    Math.min(one.getWidth(), other.getWidth()),
                    Math.min(one.getHeight(), other.getHeight())));
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
