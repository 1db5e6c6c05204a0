package org.culvert.helper.runner;

import org.culvert.core.session.Ending;

/** The attempt cannot go on, whatever the protocol says. */
final class BrokenException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient Ending ending;

  BrokenException(Ending ending) {
    super(ending.toString(), null, false, false);
    this.ending = ending;
  }

  Ending ending() {
    return ending;
  }
}
