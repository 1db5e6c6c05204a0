package org.culvert.app.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
    name = "gui",
    mixinStandardHelpOptions = true,
    description = "Open the window; the same as no command.")
final class GuiCommand implements Callable<Integer> {
  private final CommandContext context;

  GuiCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws CommandFailure, InterruptedException {
    return context.openWindow(Optional.empty());
  }
}
