package org.culvert.app.settings;

/** What the user has chosen is not known. */
public final class UnreadableSettingsException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;
  private final boolean damaged;

  UnreadableSettingsException(String reason, boolean damaged) {
    super("the settings cannot be read: " + reason);
    this.reason = reason;
    this.damaged = damaged;
  }

  /** Why, in the user's language as far as the words are ours; or the file, where it is damaged. */
  public String reason() {
    return reason;
  }

  /** Whether the user can go on without them: {@link SettingsKeeper#forgetTrouble}. */
  public boolean damaged() {
    return damaged;
  }
}
