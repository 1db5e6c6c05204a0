package org.culvert.helper.host;

import java.io.IOException;

/** No address of a server could be connected to. */
public final class ConnectFailedException extends IOException {
  private static final long serialVersionUID = 1;

  private final Reason reason;

  /** Says why; {@code message} names address and error. */
  public ConnectFailedException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** What went wrong. */
  public Reason reason() {
    return reason;
  }

  /** Why a connection was not made; of several addresses' reasons the later one here says more. */
  public enum Reason {
    /** The network did not let us try. */
    UNREACHABLE,
    /** Nobody answered. */
    SILENT,
    /** The machine is there and refuses the port. */
    REFUSED
  }
}
