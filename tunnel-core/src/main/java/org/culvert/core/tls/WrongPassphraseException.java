package org.culvert.core.tls;

/** The passphrase does not open the key. */
public final class WrongPassphraseException extends Exception {
  private static final long serialVersionUID = 1L;

  public WrongPassphraseException() {
    super("the passphrase does not open the key");
  }
}
