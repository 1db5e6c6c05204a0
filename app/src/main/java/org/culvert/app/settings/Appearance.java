package org.culvert.app.settings;

/** Which theme the user wants. */
public enum Appearance {
  /** As the desktop says, also when it changes its mind. */
  SYSTEM,
  LIGHT,
  DARK;

  /** The next one when the user goes through them. */
  public Appearance next() {
    return switch (this) {
      case SYSTEM -> LIGHT;
      case LIGHT -> DARK;
      case DARK -> SYSTEM;
    };
  }
}
