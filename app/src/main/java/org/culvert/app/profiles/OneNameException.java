package org.culvert.app.profiles;

import org.culvert.core.api.Problem;

/** One name was given for several profiles. */
public final class OneNameException extends ProfileException {
  private static final long serialVersionUID = 1L;

  OneNameException(Problem problem) {
    super(problem);
  }
}
