package org.culvert.app.lab;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A user's hands at the keyboard, for the windows of one process, whichever toolkit draws them. No
 * window manager is needed: each is given the focus first.
 */
final class Hands {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Running process;

  Hands(Running process) {
    this.process = process;
  }

  /** A window that can be seen, by what its title begins with; an X11 id. */
  Optional<String> find(String title) {
    return Shell.run(
            LIMIT,
            Map.of(),
            "",
            List.of(
                "xdotool",
                "search",
                "--all",
                "--onlyvisible",
                "--pid",
                Long.toString(process.pid()),
                "--name",
                "^" + title))
        .out()
        .lines()
        .findFirst();
  }

  /** Presses a key, if the window is there; written as {@code ctrl+o}. */
  void press(String title, String key) {
    find(title).ifPresent(id -> Shell.tryOut("xdotool", "windowfocus", id, "key", key));
  }

  /** Types a line of text, if the window is there. */
  void type(String title, String text) {
    find(title)
        .ifPresent(id -> Shell.tryOut("xdotool", "windowfocus", id, "type", "--delay", "30", text));
  }
}
