package org.culvert.helper.host;

import java.io.IOException;

/** Names cannot be looked up as a tunnel wants it; says what would help. */
public final class DnsException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String hint;

  /** {@code message} and {@code hint} are for the user. */
  public DnsException(String message, String hint) {
    super(message);
    this.hint = hint;
  }

  /** The same, with what it came from. */
  public DnsException(String message, String hint, Throwable cause) {
    super(message, cause);
    this.hint = hint;
  }

  /** What to do. */
  public String hint() {
    return hint;
  }
}
