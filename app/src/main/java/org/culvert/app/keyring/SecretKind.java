package org.culvert.app.keyring;

/** What a secret is good for. The wire names are stable: keyrings remember them. */
public enum SecretKind {
  /** User name and password for the server. */
  LOGIN("login"),
  /** The passphrase of the private key. */
  KEY_PASSPHRASE("key-passphrase"),
  /** User name and password for a proxy in front of the server. */
  PROXY_LOGIN("proxy-login");

  private final String wireName;

  SecretKind(String wireName) {
    this.wireName = wireName;
  }

  /** As keyrings write it. */
  public String wireName() {
    return wireName;
  }

  /** Whether a user name belongs to it. */
  public boolean hasUser() {
    return switch (this) {
      case LOGIN, PROXY_LOGIN -> true;
      case KEY_PASSPHRASE -> false;
    };
  }
}
