package org.culvert.app.cli;

import java.io.Console;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The terminal of this process. */
public final class ConsoleTerminal implements Terminal {
  private static Optional<Console> console() {
    return Optional.ofNullable(System.console()).filter(Console::isTerminal);
  }

  @Override
  public boolean present() {
    return console().isPresent();
  }

  @Override
  public boolean confirm(String question, boolean usually) {
    String typed =
        console()
            .map(console -> console.readLine("%s %s ", question, usually ? "[Y/n]" : "[y/N]"))
            .orElse("n");
    String answer = typed.strip().toLowerCase(Locale.ROOT);
    return answer.isEmpty() ? usually : answer.startsWith("y");
  }

  @Override
  public int lend(List<String> command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }
}
