package org.culvert.app.profiles;

import java.io.IOException;

/** A stored profile is no longer what it was when somebody began to change it. */
public final class ChangedMeanwhileException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String fingerprint;

  /**
   * About a profile.
   *
   * @param fingerprint of the text that is stored now
   */
  public ChangedMeanwhileException(String name, String fingerprint) {
    super(name + " was changed meanwhile by another program");
    this.fingerprint = fingerprint;
  }

  /** Of the text that is stored now. */
  public String fingerprint() {
    return fingerprint;
  }
}
