package org.culvert.app.settings;

/** What the user has chosen is not known. */
public final class UnreadableSettingsException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;

  UnreadableSettingsException(String reason) {
    super("the settings cannot be read: " + reason);
    this.reason = reason;
  }

  /** Why, in the user's language as far as the words are ours. */
  public String reason() {
    return reason;
  }
}
