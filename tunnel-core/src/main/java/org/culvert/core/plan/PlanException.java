package org.culvert.core.plan;

/** There is no tunnel that could be set up from the profile and what the server pushed. */
public final class PlanException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param reason a sentence for users, with everything that came from the server escaped
   */
  public PlanException(String reason) {
    super(reason);
  }

  /** The sentence for users. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
