package org.culvert.core.push;

/** A push reply that we cannot or must not follow; the connection attempt ends. */
public final class PushException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param reason a sentence for users, with everything that came from the server escaped
   */
  public PushException(String reason) {
    super(reason);
  }

  /** The sentence for users. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
