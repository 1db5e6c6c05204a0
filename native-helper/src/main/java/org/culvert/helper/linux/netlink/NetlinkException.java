package org.culvert.helper.linux.netlink;

import java.io.IOException;
import org.culvert.helper.linux.sys.Errno;

/** A request that the kernel refused: what was asked, the error, the kernel's own words if any. */
public final class NetlinkException extends IOException {
  private static final long serialVersionUID = 1;

  private final int errno;

  NetlinkException(String what, int errno, String kernelText) {
    super(what + ": " + Errno.text(errno) + (kernelText.isEmpty() ? "" : ": " + kernelText));
    this.errno = errno;
  }

  /** One of {@link Errno}. */
  public int errno() {
    return errno;
  }
}
