package org.culvert.helper.path.kernel;

import java.io.IOException;

/** The kernel does not carry a connection's packets, and our own data path must. */
public final class KernelRefusedException extends IOException {
  private static final long serialVersionUID = 1;

  private final String reason;
  private final boolean intact;

  /**
   * Says why, in words for the user.
   *
   * @param intact whether the connection can go on as if the kernel had never been asked
   */
  public KernelRefusedException(String reason, boolean intact, Throwable cause) {
    super(reason, cause);
    this.reason = reason;
    this.intact = intact;
  }

  /** Why, in words for the user. */
  public String reason() {
    return reason;
  }

  /** Whether the connection can go on as if the kernel had never been asked. */
  public boolean intact() {
    return intact;
  }
}
