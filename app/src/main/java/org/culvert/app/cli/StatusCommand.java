package org.culvert.app.cli;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.SessionStatus;
import org.culvert.core.api.json.ShownJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Show your sessions, or one of them.")
final class StatusCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "The session's name.")
  private Optional<String> name = Optional.empty();

  @Option(names = "--json", description = "Print a JSON object, or a list without NAME.")
  private boolean json;

  StatusCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    if (name.isPresent()) {
      SessionStatus status = one(name.get());
      if (json) {
        context.print(ShownJson.status(status));
      } else {
        print(status);
      }
      return 0;
    }
    List<SessionStatus> sessions = context.sessions();
    if (json) {
      context.print(ShownJson.list(sessions.stream().map(ShownJson::status).toList()));
    } else if (sessions.isEmpty()) {
      context.print("No sessions.");
    } else {
      sessions.forEach(this::print);
    }
    return 0;
  }

  /** A stored profile that was never connected is disconnected, not unknown. */
  private SessionStatus one(String wanted) throws Exception {
    String known = KnownProfile.sessionName(context, wanted);
    Optional<SessionStatus> status = context.session(known);
    if (status.isPresent()) {
      return status.get();
    }
    return context
        .store()
        .find(known)
        .map(profile -> SessionStatus.disconnected(known, profile.imported().toEpochMilli()))
        .orElseThrow(() -> new CommandFailure(Problem.of(ProblemCode.PROFILE_UNKNOWN, wanted)));
  }

  private void print(SessionStatus status) {
    StatusText.details(status, ZoneId.systemDefault()).forEach(context::print);
  }
}
