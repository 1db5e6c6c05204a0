package org.culvert.core.control;

/** The peer's key exchange message is not one. */
final class KeyMessageException extends Exception {
  private static final long serialVersionUID = 1;

  KeyMessageException(String message) {
    super(message);
  }
}
