package org.culvert.app.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "favourite",
    mixinStandardHelpOptions = true,
    description = "Keep a stored profile at the top of the list.")
final class FavouriteCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(paramLabel = "NAME", description = "The profile's name.")
  private String name = "";

  @Option(names = "--off", description = "Keep it there no longer.")
  private boolean off;

  FavouriteCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    context.store().favourite(context.stored(name), !off);
    return 0;
  }
}
