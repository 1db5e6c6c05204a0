package org.culvert.helper.path;

import java.io.IOException;

/** The connection to the server ended or broke: nothing more comes of its port. */
public final class ConnectionLostException extends IOException {
  private static final long serialVersionUID = 1;

  private final String reason;

  /** Says why, in words for the user. */
  public ConnectionLostException(String reason) {
    super(reason);
    this.reason = reason;
  }

  /** Why, in words for the user. */
  public String reason() {
    return reason;
  }
}
