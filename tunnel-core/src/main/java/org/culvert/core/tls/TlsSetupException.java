package org.culvert.core.tls;

import org.culvert.core.api.Problem;

/** The profile's certificates, keys or TLS choices cannot be used; no packet was sent. */
public final class TlsSetupException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  public TlsSetupException(Problem problem) {
    super(problem.message());
    this.problem = problem;
  }

  /** What a user is told. */
  public Problem problem() {
    return problem;
  }
}
