package org.culvert.app.ui.settings;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import org.culvert.app.autostart.Autostart;
import org.culvert.app.files.IoReason;
import org.culvert.app.ui.text.Texts;

/** Whether the desktop starts Culvert, as it truly is. Belongs to the JavaFX thread. */
public final class StartAtLogin {
  private final Autostart autostart;
  private final BooleanSupplier tray;
  private final Executor background;
  private final Executor foreground;
  private final Consumer<String> say;
  private final ReadOnlyBooleanWrapper on = new ReadOnlyBooleanWrapper(this, "on", false);
  private final ReadOnlyBooleanWrapper trayless =
      new ReadOnlyBooleanWrapper(this, "trayless", false);

  StartAtLogin(
      Autostart autostart,
      BooleanSupplier tray,
      Executor background,
      Executor foreground,
      Consumer<String> say) {
    this.autostart = autostart;
    this.tray = tray;
    this.background = background;
    this.foreground = foreground;
    this.say = say;
  }

  /** Why it cannot be changed here; empty where it can. */
  public Optional<Autostart.Obstacle> obstacle() {
    return autostart.obstacle();
  }

  /** What was found when it was looked at last. */
  public ReadOnlyBooleanProperty onProperty() {
    return on.getReadOnlyProperty();
  }

  /** Whether no tray was found, where Culvert would wait without its window. */
  public ReadOnlyBooleanProperty traylessProperty() {
    return trayless.getReadOnlyProperty();
  }

  /** Looks again: others may have changed it. */
  public void look() {
    background.execute(this::lookNow);
    // Where it cannot be changed nothing is said of the tray.
    if (obstacle().isEmpty()) {
      background.execute(this::lookForTray);
    }
  }

  /** Changes it, and looks what became of that. */
  public void set(boolean wanted) {
    on.set(wanted);
    background.execute(
        () -> {
          try {
            autostart.set(wanted);
          } catch (IOException e) {
            String failure = Texts.of("settings.login.failed", IoReason.local(e));
            foreground.execute(() -> say.accept(failure));
          }
          lookNow();
        });
  }

  private void lookNow() {
    boolean found;
    try {
      found = autostart.isOn();
    } catch (IOException e) {
      found = false;
    }
    boolean really = found;
    foreground.execute(() -> on.set(really));
  }

  private void lookForTray() {
    boolean missing = !tray.getAsBoolean();
    foreground.execute(() -> trayless.set(missing));
  }
}
