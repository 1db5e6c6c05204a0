package org.culvert.app.settings;

/** What the user has chosen is not known. */
public final class UnreadableSettingsException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient SettingsKeeper.Trouble.Unknown trouble;

  UnreadableSettingsException(SettingsKeeper.Trouble.Unknown trouble) {
    super("the settings cannot be read: " + trouble);
    this.trouble = trouble;
  }

  /** Why, and so whether the user can go on without them. */
  public SettingsKeeper.Trouble.Unknown trouble() {
    return trouble;
  }
}
