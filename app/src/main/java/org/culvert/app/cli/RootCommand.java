package org.culvert.app.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code culvert} without a command: the window. */
@Command(
    name = "culvert",
    mixinStandardHelpOptions = true,
    versionProvider = ReleaseVersion.class,
    synopsisSubcommandLabel = "[COMMAND]",
    description = "A VPN client for the OpenVPN protocol. Without a command it opens the window.",
    footer = {
      "",
      "Exit status: 0 done, 1 other failure, 2 usage, 3 helper not reachable,",
      "4 authentication failed, 5 timed out, 6 TLS or certificate,",
      "7 profile invalid, 8 refused by policy."
    })
final class RootCommand implements Callable<Integer> {
  private final CommandContext context;

  RootCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws CommandFailure, InterruptedException {
    return context.openWindow(Window.Wish.PLAIN);
  }
}
