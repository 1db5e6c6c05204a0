package org.culvert.app.browser;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The browser that the desktop knows, by {@code xdg-open}: started directly, never by a shell. */
public final class DesktopBrowser implements Browser {
  /** An opener that finds no browser says so sooner; one that runs on may be the browser itself. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Map<String, String> environment;
  private final String opener;
  private final Duration patience;

  /** Does nothing where the environment names no display. */
  public DesktopBrowser(Map<String, String> environment) {
    this(environment, "xdg-open", PATIENCE);
  }

  /**
   * @param opener the program that takes the address
   * @param patience for how long it may fail
   */
  DesktopBrowser(Map<String, String> environment, String opener, Duration patience) {
    this.environment = environment;
    this.opener = opener;
    this.patience = patience;
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
      Process started =
          new ProcessBuilder(opener, address.text())
              .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return !started.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)
          || started.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
