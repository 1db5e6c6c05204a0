package org.culvert.app.cli;

/** A value on the command line that makes no sense: exit status 2. */
final class UsageException extends Exception {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
