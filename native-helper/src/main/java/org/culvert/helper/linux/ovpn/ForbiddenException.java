package org.culvert.helper.linux.ovpn;

import java.io.IOException;
import org.culvert.core.api.PathReason;
import org.culvert.core.api.PathReasonCode;
import org.culvert.helper.path.kernel.KernelRefusedException;

/** The kernel does not let this process use its driver. */
final class ForbiddenException extends KernelRefusedException {
  private static final long serialVersionUID = 1;

  ForbiddenException(PathReasonCode code, IOException cause) {
    super(PathReason.of(code), cause);
  }
}
