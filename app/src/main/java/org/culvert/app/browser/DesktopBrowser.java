package org.culvert.app.browser;

import java.io.IOException;
import java.util.Map;

/** The browser that the desktop knows, by {@code xdg-open}: started directly, never by a shell. */
public final class DesktopBrowser implements Browser {
  private final Map<String, String> environment;

  /** Does nothing where the environment names no display. */
  public DesktopBrowser(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public boolean open(WebAddress address) {
    boolean display =
        !environment.getOrDefault("DISPLAY", "").isEmpty()
            || !environment.getOrDefault("WAYLAND_DISPLAY", "").isEmpty();
    if (!display) {
      return false;
    }
    try {
      new ProcessBuilder("xdg-open", address.text())
          .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
