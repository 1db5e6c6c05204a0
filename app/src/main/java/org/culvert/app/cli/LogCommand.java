package org.culvert.app.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import org.culvert.app.client.HelperUnreachableException;
import org.culvert.app.explain.Circumstances;
import org.culvert.app.explain.Explanations;
import org.culvert.app.state.LogSearch;
import org.culvert.core.api.Event;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.Request;
import org.culvert.core.api.Response;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "log",
    mixinStandardHelpOptions = true,
    description = "Show what your sessions, or one of them, did lately.")
final class LogCommand implements Callable<Integer> {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT);

  private final CommandContext context;

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "The session's name.")
  private Optional<String> name = Optional.empty();

  @Option(names = "--follow", description = "Go on with what comes, until interrupted.")
  private boolean follow;

  @Option(names = "--explain", description = "Say below each problem what it probably means.")
  private boolean explain;

  @Option(
      names = "--level",
      paramLabel = "debug|info|warning|error",
      description = "Leave out lines below this level. Default: debug, which leaves out none.")
  private Optional<String> lowest = Optional.empty();

  @Option(
      names = "--search",
      paramLabel = "TEXT",
      description = "Show only lines that have this in them, in capital or small letters.")
  private String wanted = "";

  private LogLine.Level level = LogLine.Level.DEBUG;
  private LogSearch search = new LogSearch("");

  LogCommand(CommandContext context) {
    this.context = context;
  }

  private sealed interface Heard {
    record Line(LogLine line) implements Heard {}

    record Lost(Problem problem) implements Heard {}
  }

  @Override
  public Integer call() throws Exception {
    level = level();
    search = new LogSearch(wanted);
    Optional<String> session = Optional.empty();
    if (name.isPresent()) {
      session = Optional.of(KnownProfile.sessionName(context, name.get()));
      boolean known =
          context.session(session.get()).isPresent()
              || context.store().find(session.get()).isPresent();
      if (!known) {
        throw new CommandFailure(Problem.of(ProblemCode.PROFILE_UNKNOWN, name.get()));
      }
    }
    if (follow) {
      follow(session);
    } else {
      kept(session).stream().filter(this::isWanted).forEach(line -> context.print(shown(line)));
    }
    return 0;
  }

  private LogLine.Level level() throws UsageException {
    if (lowest.isEmpty()) {
      return LogLine.Level.DEBUG;
    }
    return Arrays.stream(LogLine.Level.values())
        .filter(it -> it.wireName().equals(lowest.get()))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "--level is debug, info, warning or error, not " + lowest.get()));
  }

  /** As in the window, what is looked for is looked for in what a line says. */
  private boolean isWanted(LogLine line) {
    return line.level().compareTo(level) >= 0 && (search.none() || search.finds(line.text()));
  }

  private List<LogLine> kept(Optional<String> session)
      throws HelperUnreachableException, CommandFailure {
    return context.ask(new Request.Log(session), Response.LogLines.class).lines();
  }

  private void follow(Optional<String> session)
      throws HelperUnreachableException,
          CommandFailure,
          InterruptedException,
          OutputClosedException {
    BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    try (var _ =
        context
            .helper()
            .subscribe(
                event -> {
                  if (event instanceof Event.Logged(LogLine line)) {
                    heard.add(new Heard.Line(line));
                  }
                },
                problem -> heard.add(new Heard.Lost(problem)))) {
      // The subscription came first, so nothing is missed; what is in both is printed once.
      List<LogLine> kept = kept(session);
      for (LogLine line : kept) {
        if (isWanted(line)) {
          context.printFollowing(shown(line));
        }
      }
      Set<LogLine> printed = new HashSet<>(kept);
      while (true) {
        switch (heard.take()) {
          case Heard.Line(LogLine line) -> {
            boolean belongs = session.isEmpty() || session.get().equals(line.session());
            if (belongs && !printed.remove(line) && isWanted(line)) {
              context.printFollowing(shown(line));
            }
          }
          case Heard.Lost lost -> throw new HelperUnreachableException(lost.problem());
        }
      }
    }
  }

  private String shown(LogLine line) {
    return line.problem()
        .filter(_ -> explain)
        .map(
            problem ->
                Explanations.of(problem, Circumstances.at(Instant.ofEpochMilli(line.time()))))
        .map(words -> text(line) + "\n" + words.advice().indent(4).stripTrailing())
        .orElseGet(() -> text(line));
  }

  private static String text(LogLine line) {
    return TIME.format(Instant.ofEpochMilli(line.time()).atZone(ZoneId.systemDefault()))
        + " "
        + line.session()
        + " "
        + line.level().wireName()
        + ": "
        + line.text();
  }
}
