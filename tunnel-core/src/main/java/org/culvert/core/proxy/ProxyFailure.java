package org.culvert.core.proxy;

/**
 * Why a proxy did not carry our bytes.
 *
 * @param detail a phrase about it, of printable characters; of a login the proxy's name for what it
 *     protects, where it has one
 */
public record ProxyFailure(Kind kind, String detail) {
  /** What went wrong. */
  public enum Kind {
    /** It wants a user name and a password, and none was given. */
    LOGIN_NEEDED,
    /** It does not accept the user name or the password. */
    LOGIN_REFUSED,
    /** It knows only logins that we do not. */
    LOGIN_UNKNOWN,
    /** It does not connect to the server. */
    REFUSED,
    /** Whoever answers is not a proxy of this kind. */
    NOT_A_PROXY
  }

  static ProxyConversation.Step.Failed failed(Kind kind, String detail) {
    return new ProxyConversation.Step.Failed(new ProxyFailure(kind, detail));
  }
}
