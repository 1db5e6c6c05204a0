package org.culvert.app.cli;

import java.io.Console;
import java.util.Optional;
import org.culvert.core.api.Credentials;
import org.culvert.core.api.Question;
import org.culvert.core.api.Reply;
import org.culvert.core.api.Secret;

/** Asks at the terminal, where no secret shows. */
public final class ConsolePrompt implements Prompt {
  @Override
  public Optional<Reply> answer(String session, Question question) {
    return Optional.ofNullable(System.console())
        .filter(Console::isTerminal)
        .flatMap(console -> ask(console, session, question));
  }

  private static Optional<Reply> ask(Console console, String session, Question question) {
    return switch (question) {
      case Question.Login login -> {
        say(console, session + " asks who signs in", login.reason());
        yield login(console, login);
      }
      case Question.ProxyLogin proxy -> {
        String realm = proxy.realm().isEmpty() ? "" : " (" + proxy.realm() + ")";
        say(
            console,
            "The proxy " + proxy.proxy() + realm + " of " + session + " asks who signs in",
            proxy.reason());
        yield credentials(console, Optional.empty()).map(Reply::login);
      }
      case Question.KeyPassphrase key -> {
        say(
            console,
            "The private key (" + key.key() + ") of " + session + " is locked",
            key.reason());
        yield hidden(console, "Passphrase: ").map(Reply::passphrase);
      }
      case Question.Challenge challenge -> {
        say(console, "The server of " + session + " asks", "");
        yield challenge.asksResponse()
            ? response(console, challenge).map(Reply::response)
            : read(console, challenge);
      }
      case Question.WebLogin _ -> Optional.empty();
    };
  }

  private static void say(Console console, String what, String reason) {
    console.printf("%s%s%n", what, reason.isEmpty() ? "" : " again: " + reason);
  }

  private static Optional<Reply> login(Console console, Question.Login login) {
    Optional<Reply> reply =
        login.asksPassword()
            ? credentials(console, login.username()).map(Reply::login)
            : username(console, login.username())
                .map(name -> new Reply(Optional.of(name), Optional.empty(), Optional.empty()));
    if (reply.isEmpty() || login.challenge().isEmpty()) {
      return reply;
    }
    Optional<Secret> response = response(console, login.challenge().get());
    if (response.isEmpty()) {
      reply.get().wipe();
      return Optional.empty();
    }
    return Optional.of(new Reply(reply.get().username(), reply.get().password(), response));
  }

  private static Optional<Credentials> credentials(Console console, Optional<String> known) {
    return username(console, known)
        .flatMap(
            name -> hidden(console, "Password: ").map(password -> new Credentials(name, password)));
  }

  private static Optional<String> username(Console console, Optional<String> known) {
    String prompt = known.map(name -> "User name [" + name + "]: ").orElse("User name: ");
    String typed = console.readLine("%s", prompt);
    if (typed == null) {
      return Optional.empty();
    }
    return typed.isEmpty() ? known : Optional.of(typed);
  }

  private static Optional<Secret> response(Console console, Question.Challenge challenge) {
    String prompt = challenge.text() + ": ";
    return challenge.echo()
        ? Optional.ofNullable(console.readLine("%s", prompt)).map(Secret::ofText)
        : hidden(console, prompt);
  }

  private static Optional<Reply> read(Console console, Question.Challenge challenge) {
    String typed = console.readLine("%s%n%s", challenge.text(), "Press Enter to go on. ");
    return Optional.ofNullable(typed).map(_ -> Reply.seen());
  }

  private static Optional<Secret> hidden(Console console, String prompt) {
    return Optional.ofNullable(console.readPassword("%s", prompt)).map(Secret::ofChars);
  }
}
