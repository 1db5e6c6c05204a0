package org.culvert.app.cli;

import java.util.concurrent.Callable;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.Request;
import org.culvert.core.api.Response;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "disconnect",
    mixinStandardHelpOptions = true,
    description = "End a session; returns when everything is removed.")
final class DisconnectCommand implements Callable<Integer> {
  private final CommandContext context;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Which which = new Which();

  DisconnectCommand(CommandContext context) {
    this.context = context;
  }

  /** One or all. */
  static final class Which {
    @Parameters(paramLabel = "NAME", description = "The session's name.")
    private String name = "";

    @Option(names = "--all", description = "All of your sessions.")
    private boolean all;
  }

  @Override
  public Integer call() throws Exception {
    if (which.all) {
      context.ask(new Request.DisconnectAll(), Response.Done.class);
      return 0;
    }
    String name = KnownProfile.sessionName(context, which.name);
    if (context.session(name).isEmpty() && context.store().find(name).isEmpty()) {
      throw new CommandFailure(Problem.of(ProblemCode.PROFILE_UNKNOWN, name));
    }
    context.ask(new Request.Disconnect(name), Response.Done.class);
    return 0;
  }
}
