package org.culvert.core.api.json;

import java.util.Optional;
import org.culvert.core.api.Credentials;
import org.culvert.core.api.KnownSecrets;
import org.culvert.core.api.Reply;
import org.culvert.core.api.Secret;

/** What the user's side gives away: the only messages with secrets in them. */
final class SecretJson {
  static final String PASSWORD = "password";
  static final String RESPONSE = "response";
  static final String PASSPHRASE = "passphrase";

  private static final String USERNAME = "username";
  private static final String LOGIN = "login";
  private static final String PROXY_LOGIN = "proxyLogin";

  private SecretJson() {}

  static JsonObject write(Reply reply) {
    return new JsonObject()
        .put(USERNAME, reply.username())
        .putSecret(PASSWORD, reply.password())
        .putSecret(RESPONSE, reply.response());
  }

  static Reply reply(JsonObject object) throws MalformedMessageException {
    return new Reply(
        object.optionalText(USERNAME),
        object.optionalSecret(PASSWORD),
        object.optionalSecret(RESPONSE));
  }

  /** Adds what is known to the request's own fields. */
  static JsonObject write(JsonObject request, KnownSecrets known) {
    known.login().ifPresent(login -> request.put(LOGIN, write(login)));
    request.putSecret(RESPONSE, known.response()).putSecret(PASSPHRASE, known.passphrase());
    known.proxyLogin().ifPresent(login -> request.put(PROXY_LOGIN, write(login)));
    return request;
  }

  static KnownSecrets known(JsonObject request) throws MalformedMessageException {
    return new KnownSecrets(
        login(request, LOGIN),
        request.optionalSecret(RESPONSE),
        request.optionalSecret(PASSPHRASE),
        login(request, PROXY_LOGIN));
  }

  private static JsonObject write(Credentials credentials) {
    return new JsonObject()
        .put(USERNAME, credentials.username())
        .putSecret(PASSWORD, Optional.of(credentials.password()));
  }

  private static Optional<Credentials> login(JsonObject request, String field)
      throws MalformedMessageException {
    Optional<JsonObject> given = request.optionalObject(field);
    if (given.isEmpty()) {
      return Optional.empty();
    }
    Secret password = given.get().secret(PASSWORD);
    return Optional.of(new Credentials(given.get().text(USERNAME), password));
  }
}
