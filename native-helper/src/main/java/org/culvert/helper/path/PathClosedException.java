package org.culvert.helper.path;

import java.io.IOException;

/** The device or socket was closed by ourselves: the loop's sign to end. */
public final class PathClosedException extends IOException {
  private static final long serialVersionUID = 1;

  /** Names what was closed. */
  public PathClosedException(String what) {
    super(what + " was closed");
  }
}
