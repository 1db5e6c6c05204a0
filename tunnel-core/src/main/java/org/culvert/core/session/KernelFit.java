package org.culvert.core.session;

import java.util.Optional;
import org.culvert.core.api.PathReason;
import org.culvert.core.api.PathReasonCode;
import org.culvert.core.data.DataSettings;
import org.culvert.core.wire.CompressionFraming;

/** Whether the kernel's driver can carry what a server wants. */
public final class KernelFit {
  private KernelFit() {}

  /** What stands in the way; empty when nothing does. */
  public static Optional<PathReason> obstacle(DataSettings settings) {
    if (!settings.format().cipher().isAead()) {
      return because(PathReasonCode.SERVER_CIPHER, settings.format().cipher().openVpnName());
    }
    if (settings.framing() != CompressionFraming.NONE) {
      return because(PathReasonCode.SERVER_COMPRESSION);
    }
    // For safety only: who has the kernel in mind offers none, and a server that demands what was
    // not offered is refused.
    if (settings.format().epoch()) {
      return because(PathReasonCode.SERVER_EPOCHS);
    }
    if (settings.fragment() > 0) {
      return because(PathReasonCode.SERVER_FRAGMENT);
    }
    return settings.peerId() < 0 ? because(PathReasonCode.SERVER_NO_PEER_ID) : Optional.empty();
  }

  private static Optional<PathReason> because(PathReasonCode code, String... args) {
    return Optional.of(PathReason.of(code, args));
  }
}
