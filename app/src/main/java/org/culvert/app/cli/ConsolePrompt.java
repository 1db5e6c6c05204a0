package org.culvert.app.cli;

import java.io.Console;
import java.util.Optional;
import org.culvert.core.api.Credentials;
import org.culvert.core.api.Secret;

/** Asks at the terminal, where the password does not show. */
public final class ConsolePrompt implements Prompt {
  @Override
  public Optional<Credentials> credentials(String text) {
    return Optional.ofNullable(System.console())
        .filter(Console::isTerminal)
        .flatMap(console -> ask(console, text));
  }

  private static Optional<Credentials> ask(Console console, String text) {
    console.printf("%s%n", text);
    String username = console.readLine("User name: ");
    if (username == null || username.isEmpty()) {
      return Optional.empty();
    }
    char[] password = console.readPassword("Password: ");
    return password == null
        ? Optional.empty()
        : Optional.of(new Credentials(username, Secret.ofChars(password)));
  }
}
