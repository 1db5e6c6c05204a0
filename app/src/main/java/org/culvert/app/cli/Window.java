package org.culvert.app.cli;

import java.util.Map;
import java.util.Optional;
import org.culvert.app.instance.Visit;

/** Opens the window, without the command line knowing anything of windows. */
@FunctionalInterface
public interface Window {
  /**
   * Opens it and returns when it was closed; or leads to the one that is open already, and returns
   * at once.
   */
  void open(Wish wish) throws CommandFailure, InterruptedException;

  /** Whether the desktop shows icons of programs in a tray now; may take a moment. */
  default boolean hasTray() {
    return false;
  }

  /** Whether the user's window runs now, open or in the tray, in whichever process. */
  default boolean runs() {
    return false;
  }

  /**
   * How to open it.
   *
   * @param demo the running demo to show, if it is for that: in a window of its own
   * @param visit what to import
   * @param hidden whether only the tray is to show at first, where there is one
   */
  record Wish(Optional<Demo> demo, Visit visit, boolean hidden) {
    /** Nothing but the window. */
    public static final Wish PLAIN = new Wish(Optional.empty(), Visit.PLAIN, false);
  }

  /**
   * A demo session that is connected.
   *
   * @param profile to connect it again
   * @param pageUrl a page served through the tunnel
   */
  record Demo(String name, String profile, String pageUrl) {}

  /** Whether the environment names a display to open a window on. */
  static boolean isPossible(Map<String, String> environment) {
    return !environment.getOrDefault("DISPLAY", "").isEmpty()
        || !environment.getOrDefault("WAYLAND_DISPLAY", "").isEmpty();
  }
}
