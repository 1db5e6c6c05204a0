package org.culvert.core.profile;

import java.util.List;
import java.util.Optional;
import org.culvert.core.api.Credentials;

/** Through whom a server is reached. */
public sealed interface Proxy {
  /** A name or an address literal without brackets. */
  String host();

  /** 1..65535. */
  int port();

  /** What the profile itself logs in with. */
  Optional<Credentials> credentials();

  /** As users know it. */
  default String text() {
    return (host().indexOf(':') >= 0 ? "[" + host() + "]" : host()) + ":" + port();
  }

  /**
   * An HTTP proxy that knows CONNECT; for TCP only.
   *
   * @param version of the request: 1.0 or 1.1
   * @param agent what to call ourselves; nothing when empty
   * @param headers further ones, in order
   */
  record Http(
      String host,
      int port,
      Optional<Credentials> credentials,
      HttpLogin login,
      String version,
      Optional<String> agent,
      List<Header> headers)
      implements Proxy {
    public Http {
      headers = List.copyOf(headers);
    }
  }

  /** A SOCKS 5 proxy; for UDP too. */
  record Socks5(String host, int port, Optional<Credentials> credentials) implements Proxy {}

  /** When and how a password is sent to an HTTP proxy. */
  enum HttpLogin {
    /** When it asks, in the safest form that it knows. */
    WHEN_ASKED,
    /** As {@link #WHEN_ASKED}, but never in the clear ({@code auto-nct}). */
    NEVER_IN_CLEAR,
    /** With the first request, in the clear ({@code basic}). */
    BASIC_AT_ONCE
  }

  /** A line of a request; neither part holds a control character. The value may be secret. */
  record Header(String name, String value) {
    @Override
    public String toString() {
      return name + ": …";
    }
  }
}
