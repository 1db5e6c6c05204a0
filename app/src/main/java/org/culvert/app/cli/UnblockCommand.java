package org.culvert.app.cli;

import java.util.concurrent.Callable;
import org.culvert.core.api.Request;
import org.culvert.core.api.Response;
import picocli.CommandLine.Command;

@Command(
    name = "unblock",
    mixinStandardHelpOptions = true,
    description = {
      "Let traffic pass that a kill switch still blocks after its session failed or its helper died.",
      "As root: those of all users."
    })
final class UnblockCommand implements Callable<Integer> {
  private final CommandContext context;

  UnblockCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    context.ask(new Request.Unblock(), Response.Done.class);
    return 0;
  }
}
