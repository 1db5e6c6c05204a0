package org.culvert.app.ui.fx;

import java.lang.reflect.Field;
import java.util.Optional;
import javafx.application.Platform;
import javafx.beans.InvalidationListener;
import javafx.collections.ObservableList;
import javafx.stage.Window;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets JavaFX's pulse rest while no window shows. On Linux the timer behind it wakes the process
 * sixty times a second, whether there is anything to draw or not: JavaFX pauses it then, and its
 * GTK timer does nothing of the kind (JavaFX 26). That is most of what an app in the tray takes.
 *
 * <p>There is no way to ask for it, so the timer is taken out of the toolkit by its name, for which
 * the launcher opens JavaFX to us; where it cannot be had, it goes on. Animations stand still while
 * it rests: {@link Delay} and {@link Ticks} do not. Belongs to the JavaFX thread.
 */
public final class PulseRest {
  private static final Logger LOG = LoggerFactory.getLogger(PulseRest.class);

  private final ObservableList<Window> windows = Window.getWindows();
  private final Object timer;
  private final int period;
  private boolean resting;

  private PulseRest(Object timer, int period) {
    this.timer = timer;
    this.period = period;
  }

  /** Begins with it, once the toolkit has started; for as long as the toolkit runs. */
  public static void whileNothingShows() {
    Platform.runLater(() -> find().ifPresent(rest -> rest.follow()));
  }

  private void follow() {
    InvalidationListener look = _ -> look();
    windows.addListener(look);
    look();
  }

  private void look() {
    boolean rest = windows.isEmpty();
    if (rest != resting) {
      resting = rest;
      try {
        if (rest) {
          timer.getClass().getMethod("stop").invoke(timer);
        } else {
          timer.getClass().getMethod("start", int.class).invoke(timer, period);
        }
      } catch (ReflectiveOperationException e) {
        LOG.warn("the pulse of JavaFX cannot be changed", e);
      }
    }
  }

  private static Optional<PulseRest> find() {
    try {
      Object toolkit =
          Class.forName("com.sun.javafx.tk.Toolkit").getMethod("getToolkit").invoke(null);
      Object timer = field(toolkit, "pulseTimer").get(toolkit);
      // Elsewhere a timer pauses by itself, or is best left alone.
      return timer.getClass().getSimpleName().equals("GtkTimer")
          ? Optional.of(new PulseRest(timer, field(toolkit, "PULSE_INTERVAL").getInt(toolkit)))
          : Optional.empty();
    } catch (ReflectiveOperationException | RuntimeException e) {
      LOG.debug("the pulse of JavaFX goes on while no window shows", e);
      return Optional.empty();
    }
  }

  private static Field field(Object toolkit, String name) throws NoSuchFieldException {
    Field field = toolkit.getClass().getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }
}
