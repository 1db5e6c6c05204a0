package org.culvert.app.ui.driver;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Listens to what JavaFX complains about: style sheets above all. */
public final class CssWarnings extends Handler implements AutoCloseable {
  private final Logger toolkit = Logger.getLogger("javafx");
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final SimpleFormatter formatter = new SimpleFormatter();

  /** Listens from now on; starts JavaFX, which has words of its own about being on a class path. */
  public CssWarnings() {
    Toolkit.start();
    setLevel(Level.WARNING);
    toolkit.addHandler(this);
  }

  /** The complaints so far. */
  public List<String> heard() {
    return List.copyOf(heard);
  }

  @Override
  public void publish(LogRecord complaint) {
    if (isLoggable(complaint)) {
      heard.add(complaint.getLoggerName() + ": " + formatter.formatMessage(complaint));
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    toolkit.removeHandler(this);
  }
}
