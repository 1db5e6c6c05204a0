package org.culvert.core.control;

/** A key exchange message that is not one, or that nobody would read. */
final class KeyMessageException extends Exception {
  private static final long serialVersionUID = 1;

  KeyMessageException(String message) {
    super(message);
  }
}
