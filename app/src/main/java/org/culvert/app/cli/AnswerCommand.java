package org.culvert.app.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.Question;
import org.culvert.core.api.SessionStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** For a session that was begun elsewhere, or that connects again after its command has ended. */
@Command(
    name = "answer",
    mixinStandardHelpOptions = true,
    description = {
      "Answer what a session asks: user name and password, a second step, or a passphrase.",
      "A page to sign in on is shown, and given to your browser.",
      "culvert disconnect ends a session that is not to be answered."
    })
final class AnswerCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "The session's name; otherwise the only one that asks.")
  private Optional<String> name = Optional.empty();

  AnswerCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    SessionStatus asking = asking();
    // What the keyring has was given by whoever began the session, or was refused.
    SavedLogin nothing = new SavedLogin(context, asking.name(), Optional.empty());
    new Questioning(context, asking.name(), nothing).look(asking);
    if (asking.question().filter(open -> open.question() instanceof Question.WebLogin).isEmpty()) {
      context.print("Answered. How it goes on: culvert status " + ShellWord.of(asking.name()));
    }
    return 0;
  }

  private SessionStatus asking() throws Exception {
    Optional<String> wanted = Optional.empty();
    if (name.isPresent()) {
      wanted = Optional.of(KnownProfile.sessionName(context, name.get()));
    }
    Optional<String> only = wanted;
    List<SessionStatus> asking =
        context.sessions().stream()
            .filter(status -> status.question().isPresent())
            .filter(status -> only.filter(it -> !it.equals(status.name())).isEmpty())
            .toList();
    if (asking.size() > 1) {
      throw new UsageException(
          "several sessions ask: "
              + asking.stream().map(SessionStatus::name).collect(Collectors.joining(", "))
              + "; say which");
    }
    if (asking.isEmpty()) {
      throw new CommandFailure(
          Problem.of(
              ProblemCode.NOT_NOW,
              only.map(it -> it + " asks nothing").orElse("no session asks anything"),
              "culvert status says how your sessions stand."));
    }
    return asking.getFirst();
  }
}
