package org.culvert.app.cli;

import java.util.Map;
import java.util.Optional;

/** Opens the window, without the command line knowing anything of windows. */
@FunctionalInterface
public interface Window {
  /**
   * Opens it and returns when it was closed.
   *
   * @param demo the running demo to show, if it is for that
   */
  void open(Optional<Demo> demo) throws InterruptedException;

  /** Whether the desktop shows icons of programs in a tray now; may take a moment. */
  default boolean hasTray() {
    return false;
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
