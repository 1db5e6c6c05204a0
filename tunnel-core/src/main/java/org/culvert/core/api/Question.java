package org.culvert.core.api;

import java.util.Optional;

/**
 * What a session wants to know before it goes on, with what a screen needs to ask it. Texts that
 * came from a server or proxy have no control characters and are bounded; they are still a
 * stranger's words, and nothing to act on.
 */
public sealed interface Question {
  /** Whether the reply has what is asked for. */
  boolean takes(Reply reply);

  /**
   * Who signs in at the server.
   *
   * @param username known already; the user may change it
   * @param asksPassword false where the server wants the name alone
   * @param challenge the profile's own, to be answered together with the password
   * @param reason why it is asked again; empty the first time
   */
  record Login(
      Optional<String> username, boolean asksPassword, Optional<Challenge> challenge, String reason)
      implements Question {
    @Override
    public boolean takes(Reply reply) {
      return reply.username().isPresent()
          && reply.password().isPresent() == asksPassword
          && reply.response().isPresent() == challenge.isPresent();
    }
  }

  /**
   * The server's question for a second factor.
   *
   * @param echo whether the response may be seen while it is typed
   * @param asksResponse false when the text is only to be read and the reply has no response
   */
  record Challenge(String text, boolean echo, boolean asksResponse) implements Question {
    @Override
    public boolean takes(Reply reply) {
      return reply.username().isEmpty()
          && reply.password().isEmpty()
          && reply.response().isPresent() == asksResponse;
    }
  }

  /**
   * What unlocks the profile's private key; comes as the reply's password.
   *
   * @param key which one: the directive that holds it, {@code key} or {@code pkcs12}
   * @param reason why it is asked again; empty the first time
   */
  record KeyPassphrase(String key, String reason) implements Question {
    @Override
    public boolean takes(Reply reply) {
      return reply.username().isEmpty()
          && reply.password().isPresent()
          && reply.response().isEmpty();
    }
  }

  /**
   * Who signs in at the proxy in front of the server.
   *
   * @param proxy host and port
   * @param realm the proxy's name for what it protects; may be empty
   * @param reason why it is asked again; empty the first time
   */
  record ProxyLogin(String proxy, String realm, String reason) implements Question {
    @Override
    public boolean takes(Reply reply) {
      return reply.username().isPresent()
          && reply.password().isPresent()
          && reply.response().isEmpty();
    }
  }

  /**
   * The user signs in on a web page. Nothing answers it: the server hears from the page, and the
   * question goes away. Who does not want to disconnects.
   *
   * @param url https, or http on this machine; printable ASCII
   */
  record WebLogin(String url) implements Question {
    @Override
    public boolean takes(Reply reply) {
      return false;
    }
  }
}
