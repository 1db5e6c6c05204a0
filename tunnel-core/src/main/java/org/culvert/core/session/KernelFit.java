package org.culvert.core.session;

import java.util.Optional;
import org.culvert.core.data.DataSettings;
import org.culvert.core.wire.CompressionFraming;

/** Whether the kernel's driver can carry what a server wants. */
public final class KernelFit {
  private KernelFit() {}

  /** What stands in the way, for people; empty when nothing does. */
  public static Optional<String> obstacle(DataSettings settings) {
    if (!settings.format().cipher().isAead()) {
      return Optional.of(
          "the server wants "
              + settings.format().cipher().openVpnName()
              + ", which the kernel cannot do");
    }
    if (settings.framing() != CompressionFraming.NONE) {
      return Optional.of("the server wants compression framing, which the kernel cannot do");
    }
    // For safety only: who has the kernel in mind offers none, and a server that demands what was
    // not offered is refused.
    if (settings.format().epoch()) {
      return Optional.of("the server wants keys that change by epochs, which the kernel cannot do");
    }
    if (settings.fragment() > 0) {
      return Optional.of("packets are cut into pieces (fragment), which the kernel cannot do");
    }
    return settings.peerId() < 0
        ? Optional.of("the server gives no peer id, which the kernel needs")
        : Optional.empty();
  }
}
