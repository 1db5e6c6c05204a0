package org.culvert.helper.linux.ovpn;

import java.io.IOException;
import org.culvert.core.api.PathReason;
import org.culvert.core.api.PathReasonCode;

/** The kernel does not let this process use its driver. */
final class ForbiddenException extends IOException {
  private static final long serialVersionUID = 1;

  private final transient PathReason reason;

  ForbiddenException(PathReasonCode code, IOException cause) {
    super(PathReason.of(code).clause(), cause);
    this.reason = PathReason.of(code);
  }

  PathReason reason() {
    return reason;
  }
}
