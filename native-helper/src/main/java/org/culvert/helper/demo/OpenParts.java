package org.culvert.helper.demo;

import java.util.ArrayDeque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was opened for one demo, closed the other way round: all of it, whatever fails. */
final class OpenParts implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OpenParts.class);

  private final ArrayDeque<AutoCloseable> parts = new ArrayDeque<>();
  private boolean kept;

  <T extends AutoCloseable> T add(T part) {
    parts.push(part);
    return part;
  }

  /** Everything is open: the next {@link #closeUnlessKept} leaves it so. */
  void keep() {
    kept = true;
  }

  void closeUnlessKept() {
    if (!kept) {
      close();
    }
  }

  @Override
  public void close() {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        LOG.debug("closing a part of the demo server", e);
      }
    }
  }
}
