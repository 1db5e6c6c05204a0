package org.culvert.core.wire;

import java.io.IOException;

/**
 * A stream whose packets cannot be told apart any more. Nothing in it says where the next one
 * begins, so the connection is over.
 */
public final class StreamBrokenException extends IOException {
  private static final long serialVersionUID = 1;

  private final String reason;

  StreamBrokenException(int length) {
    this(
        "the server sent a packet length of "
            + length
            + ", which OpenVPN never does: something else may be listening there");
  }

  private StreamBrokenException(String reason) {
    super(reason);
    this.reason = reason;
  }

  /** Why, in words for the user. */
  public String reason() {
    return reason;
  }
}
