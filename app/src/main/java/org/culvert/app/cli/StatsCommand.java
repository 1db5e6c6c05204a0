package org.culvert.app.cli;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import org.culvert.app.client.HelperUnreachableException;
import org.culvert.core.api.Event;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.SessionStatus;
import org.culvert.core.api.json.JsonObject;
import org.culvert.core.api.json.ShownJson;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "stats",
    mixinStandardHelpOptions = true,
    description = {
      "Show how much a session has carried.",
      "The window draws what came while it ran; here --follow tells it for as long as you like."
    })
final class StatsCommand implements Callable<Integer> {
  private static final String HEADER =
      "time,bytes_in,bytes_out,bytes_in_per_second,bytes_out_per_second";

  private final CommandContext context;

  @Parameters(paramLabel = "NAME", description = "The session's name.")
  private String name = "";

  @Option(names = "--follow", description = "Print a line a second until the session ends.")
  private boolean follow;

  @ArgGroup(exclusive = true)
  private Form form = new Form();

  /** For other programs. */
  static final class Form {
    @Option(
        names = "--csv",
        description = "Print a table: time, bytes in and out, and with --follow bytes a second.")
    private boolean csv;

    @Option(names = "--json", description = "Print JSON, with --follow one object a line.")
    private boolean json;
  }

  StatsCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    String session = KnownProfile.sessionName(context, name);
    if (follow) {
      return follow(session);
    }
    Optional<SessionStatus> known = context.session(session);
    if (known.isEmpty()) {
      throw noSession(session);
    }
    SessionStatus status = known.get();
    Event.Traffic traffic =
        new Event.Traffic(
            session,
            context.clock().millis(),
            status.bytesIn(),
            status.bytesOut(),
            status.packetsIn(),
            status.packetsOut(),
            status.live());
    if (form.csv) {
      context.print(HEADER);
    }
    context.print(text(traffic, Optional.empty()));
    return 0;
  }

  private sealed interface Heard {
    record News(Event event) implements Heard {}

    record Lost(Problem problem) implements Heard {}
  }

  private int follow(String session)
      throws IOException,
          CommandFailure,
          InterruptedException,
          OutputClosedException,
          HelperUnreachableException {
    BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    Throughput throughput = new Throughput();
    try (var _ =
        context
            .helper()
            .subscribe(
                event -> heard.add(new Heard.News(event)),
                problem -> heard.add(new Heard.Lost(problem)))) {
      if (context.session(session).filter(status -> !status.state().ended()).isEmpty()) {
        throw noSession(session);
      }
      if (form.csv) {
        context.printFollowing(HEADER);
      }
      while (true) {
        switch (heard.take()) {
          case Heard.News(Event event) -> {
            if (hear(session, event, throughput)) {
              return 0;
            }
          }
          case Heard.Lost lost -> throw new HelperUnreachableException(lost.problem());
        }
      }
    }
  }

  /** Whether the session has ended. */
  private boolean hear(String session, Event event, Throughput throughput)
      throws OutputClosedException {
    if (!event.session().equals(session)) {
      return false;
    }
    return switch (event) {
      case Event.Traffic traffic -> {
        Optional<Throughput.Rate> rate = throughput.add(traffic);
        if (rate.isPresent()) {
          context.printFollowing(text(traffic, rate));
        }
        yield false;
      }
      case Event.StatusChanged changed -> changed.status().state().ended();
      case Event.Logged _ -> false;
    };
  }

  private Object text(Event.Traffic traffic, Optional<Throughput.Rate> rate) {
    if (form.csv) {
      return csv(traffic, rate);
    }
    if (!form.json) {
      return Throughput.line(traffic, rate);
    }
    JsonObject object = ShownJson.traffic(traffic);
    rate.ifPresent(
        now ->
            object
                .put("bytesInPerSecond", Math.round(now.in()))
                .put("bytesOutPerSecond", Math.round(now.out())));
    return object;
  }

  private static String csv(Event.Traffic traffic, Optional<Throughput.Rate> rate) {
    return Instant.ofEpochMilli(traffic.time())
        + ","
        + traffic.bytesIn()
        + ","
        + traffic.bytesOut()
        + ","
        + rate.map(now -> Math.round(now.in()) + "," + Math.round(now.out())).orElse(",");
  }

  private CommandFailure noSession(String session) throws IOException {
    if (session.equals(name) && context.store().find(name).isEmpty()) {
      return new CommandFailure(Problem.of(ProblemCode.PROFILE_UNKNOWN, name));
    }
    return new CommandFailure(
        Problem.of(
            ProblemCode.NOT_NOW,
            session + " is not connected",
            "Connect it: culvert connect " + ShellWord.of(session)));
  }
}
