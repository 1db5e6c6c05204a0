package org.culvert.helper.host;

import java.io.IOException;

/** What may leave the machine could not be changed. */
public final class BlockFailedException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Says why, in the words of what was tried. */
  public BlockFailedException(IOException cause) {
    super(cause.getMessage() == null ? cause.toString() : cause.getMessage(), cause);
  }
}
