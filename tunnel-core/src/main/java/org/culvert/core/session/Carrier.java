package org.culvert.core.session;

/** What carries a session's data packets. */
public enum Carrier {
  /** Our own data path. */
  USERSPACE,

  /** The kernel's driver, which knows neither epochs nor compression framing. */
  KERNEL
}
