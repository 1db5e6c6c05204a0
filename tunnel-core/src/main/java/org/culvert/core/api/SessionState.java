package org.culvert.core.api;

/**
 * What a session is doing, as shown to the user; {@link #wireName()} is its name everywhere else.
 */
public enum SessionState {
  DISCONNECTED("disconnected"),
  RESOLVING("resolving"),
  CONNECTING("connecting"),
  AUTHENTICATING("authenticating"),
  WAITING_FOR_USER("waiting-for-user"),
  CONFIGURING("configuring"),
  CONNECTED("connected"),
  RECONNECTING("reconnecting"),
  DISCONNECTING("disconnecting"),
  FAILED("failed");

  private final String wireName;

  SessionState(String wireName) {
    this.wireName = wireName;
  }

  /** The name on the local socket, in JSON output and in scripts. */
  public String wireName() {
    return wireName;
  }

  /** Whether the session has ended: nothing will change until somebody connects again. */
  public boolean ended() {
    return this == DISCONNECTED || this == FAILED;
  }
}
