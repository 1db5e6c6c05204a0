package org.culvert.helper.linux.sys;

import java.io.IOException;

/** A call that the kernel refused: what was tried, and the error number with its text. */
public final class SysException extends IOException {
  private static final long serialVersionUID = 1;

  private final int errno;

  /** Says that {@code what} failed with {@code errno}, one of {@link Errno}. */
  public SysException(String what, int errno) {
    super(what + ": " + Errno.text(errno));
    this.errno = errno;
  }

  /** One of {@link Errno}. */
  public int errno() {
    return errno;
  }

  /** For right after a call that returned −1. */
  static SysException last(String what) {
    return new SysException(what, LibC.errno());
  }

  /** The result of a call, or the exception when it is negative. */
  static int check(int result, String what) throws SysException {
    if (result < 0) {
      throw last(what);
    }
    return result;
  }
}
