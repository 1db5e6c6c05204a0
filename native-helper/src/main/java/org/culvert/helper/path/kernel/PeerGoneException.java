package org.culvert.helper.path.kernel;

import java.io.IOException;

/** The kernel does not know the peer any more. */
public final class PeerGoneException extends IOException {
  private static final long serialVersionUID = 1;

  /** Says what happened to it. */
  public PeerGoneException(String message) {
    super(message);
  }

  /** Says what was asked for, and the kernel's words. */
  public PeerGoneException(String message, Throwable cause) {
    super(message, cause);
  }
}
