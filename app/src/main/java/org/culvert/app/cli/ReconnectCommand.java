package org.culvert.app.cli;

import java.util.concurrent.Callable;
import org.culvert.core.api.Request;
import org.culvert.core.api.Response;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "reconnect",
    mixinStandardHelpOptions = true,
    description = {
      "Let a session connect again at once, with its tunnel and its routes in place meanwhile, "
          + "as the window does after the machine has slept.",
      "Does not wait until it stands."
    })
final class ReconnectCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(paramLabel = "NAME", description = "The session's name.")
  private String name = "";

  ReconnectCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    String session = KnownProfile.sessionName(context, name);
    context.ask(new Request.Reconnect(session), Response.Done.class);
    return 0;
  }
}
