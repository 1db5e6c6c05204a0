package org.culvert.helper.path.kernel;

import java.io.IOException;
import org.culvert.core.api.PathReason;

/** The kernel does not carry a connection's packets, and our own data path must. */
public class KernelRefusedException extends IOException {
  private static final long serialVersionUID = 1;

  private final transient PathReason reason;

  /** Says why; the message can follow a colon. */
  public KernelRefusedException(PathReason reason, Throwable cause) {
    super(reason.clause(), cause);
    this.reason = reason;
  }

  /** Without a cause of the kernel's. */
  public KernelRefusedException(PathReason reason) {
    super(reason.clause());
    this.reason = reason;
  }

  /** Why. */
  public final PathReason reason() {
    return reason;
  }
}
