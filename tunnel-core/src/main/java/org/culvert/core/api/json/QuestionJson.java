package org.culvert.core.api.json;

import java.util.Optional;
import org.culvert.core.api.Question;
import org.culvert.core.api.SessionStatus.OpenQuestion;

/** Questions and their JSON, by a closed list of kinds. */
final class QuestionJson {
  private static final String KIND = "kind";

  private QuestionJson() {}

  static JsonObject write(OpenQuestion open) {
    JsonObject object = new JsonObject().put("id", open.id());
    return switch (open.question()) {
      case Question.Login login -> {
        object
            .put(KIND, "login")
            .put("username", login.username())
            .put("asksPassword", login.asksPassword());
        login
            .challenge()
            .ifPresent(challenge -> object.put("challenge", write(new JsonObject(), challenge)));
        yield object.put("reason", login.reason());
      }
      case Question.Challenge challenge -> write(object.put(KIND, "challenge"), challenge);
      case Question.KeyPassphrase key ->
          object.put(KIND, "key-passphrase").put("key", key.key()).put("reason", key.reason());
      case Question.ProxyLogin proxy ->
          object
              .put(KIND, "proxy-login")
              .put("proxy", proxy.proxy())
              .put("realm", proxy.realm())
              .put("reason", proxy.reason());
      case Question.WebLogin web -> object.put(KIND, "web-login").put("url", web.url());
    };
  }

  /** Empty for a kind that only a newer helper knows. */
  static Optional<OpenQuestion> read(JsonObject object) throws MalformedMessageException {
    long id = object.number("id");
    Optional<Question> question =
        switch (object.text(KIND)) {
          case "login" -> Optional.of(login(object));
          case "challenge" -> Optional.of(challenge(object));
          case "key-passphrase" ->
              Optional.of(new Question.KeyPassphrase(object.text("key"), object.text("reason")));
          case "proxy-login" ->
              Optional.of(
                  new Question.ProxyLogin(
                      object.text("proxy"), object.text("realm"), object.text("reason")));
          case "web-login" -> Optional.of(new Question.WebLogin(object.text("url")));
          default -> Optional.empty();
        };
    return question.map(known -> new OpenQuestion(id, known));
  }

  private static JsonObject write(JsonObject object, Question.Challenge challenge) {
    return object
        .put("text", challenge.text())
        .put("echo", challenge.echo())
        .put("asksResponse", challenge.asksResponse());
  }

  private static Question.Login login(JsonObject object) throws MalformedMessageException {
    Optional<JsonObject> challenge = object.optionalObject("challenge");
    return new Question.Login(
        object.optionalText("username"),
        object.flag("asksPassword"),
        challenge.isPresent() ? Optional.of(challenge(challenge.get())) : Optional.empty(),
        object.text("reason"));
  }

  private static Question.Challenge challenge(JsonObject object) throws MalformedMessageException {
    return new Question.Challenge(
        object.text("text"), object.flag("echo"), object.flag("asksResponse"));
  }
}
