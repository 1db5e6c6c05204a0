package org.culvert.helper.host;

import java.io.IOException;
import org.culvert.core.proxy.ProxyFailure;

/** A proxy was reached and did not carry our bytes. */
public final class ProxyFailedException extends IOException {
  private static final long serialVersionUID = 1;

  private final transient ProxyFailure failure;

  /** Says why. */
  public ProxyFailedException(ProxyFailure failure) {
    super(failure.kind() + ": " + failure.detail());
    this.failure = failure;
  }

  /** Why. */
  public ProxyFailure failure() {
    return failure;
  }
}
