package org.culvert.app.keyring;

/** Why a keyring does not do what it was asked for. */
public enum KeyringTrouble {
  /** The keyring of this system is not the one that Culvert knows. */
  OTHER_SYSTEM("Culvert cannot use the keyring of this system yet"),
  /** There is no desktop session, so there is nobody to ask. */
  NO_DESKTOP("there is no desktop session with a keyring"),
  /** Nothing on the desktop keeps secrets. */
  NO_KEYRING("this desktop has no keyring"),
  /** It is there and says nothing. */
  SILENT("the keyring does not answer"),
  /** Its user did not unlock it. */
  LOCKED("the keyring stayed locked"),
  /** It has a limit, and this is beyond it. */
  TOO_LONG("the login is too long for the keyring of this system"),
  /** It answered with an error. */
  FAILED("the keyring cannot be used");

  private final String text;

  KeyringTrouble(String text) {
    this.text = text;
  }

  /** The middle of a sentence. */
  public String text() {
    return text;
  }

  /** Whether nothing can have been stored at all. */
  public boolean isAbsence() {
    return switch (this) {
      case OTHER_SYSTEM, NO_DESKTOP, NO_KEYRING -> true;
      case SILENT, LOCKED, TOO_LONG, FAILED -> false;
    };
  }
}
