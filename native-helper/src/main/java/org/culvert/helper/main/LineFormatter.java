package org.culvert.helper.main;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** One line an event on standard error, and the trace of an exception below it. */
final class LineFormatter extends Formatter {
  /** Makes this the only form of logging in the process. */
  static void install() {
    LogManager.getLogManager().reset();
    ConsoleHandler handler = new ConsoleHandler();
    handler.setFormatter(new LineFormatter());
    Logger.getLogger("").addHandler(handler);
  }

  @Override
  public String format(LogRecord event) {
    String logger = event.getLoggerName() == null ? "" : event.getLoggerName();
    StringWriter text = new StringWriter();
    text.append(
        String.format(
            Locale.ROOT,
            "%s %-7s %s: %s%n",
            event.getInstant().truncatedTo(ChronoUnit.MILLIS),
            event.getLevel().getName(),
            logger.substring(logger.lastIndexOf('.') + 1),
            formatMessage(event)));
    if (event.getThrown() != null) {
      event.getThrown().printStackTrace(new PrintWriter(text, true));
    }
    return text.toString();
  }
}
