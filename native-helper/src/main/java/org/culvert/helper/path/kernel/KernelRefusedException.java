package org.culvert.helper.path.kernel;

import java.io.IOException;

/** The kernel does not carry a connection's packets, and our own data path must. */
public final class KernelRefusedException extends IOException {
  private static final long serialVersionUID = 1;

  private final String reason;

  /** Says why, in words for the user that can follow others. */
  public KernelRefusedException(String reason, Throwable cause) {
    super(reason, cause);
    this.reason = reason;
  }

  /** Without a cause of the kernel's. */
  public KernelRefusedException(String reason) {
    super(reason);
    this.reason = reason;
  }

  /** Why, in words for the user that can follow others. */
  public String reason() {
    return reason;
  }
}
