package org.culvert.app.cli;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import org.culvert.app.client.HelperUnreachableException;
import org.culvert.app.instance.Visit;
import org.culvert.core.api.DataPathChoice;
import org.culvert.core.api.Event;
import org.culvert.core.api.KnownSecrets;
import org.culvert.core.api.Problem;
import org.culvert.core.api.Request;
import org.culvert.core.api.Response;
import org.culvert.core.api.SessionState;
import org.culvert.core.api.SessionStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Connect to a demo server on this machine and carry traffic through the tunnel.",
      "Opens the window where there is a display; otherwise it prints a line a second."
    })
final class DemoCommand implements Callable<Integer> {
  private static final String NAME = "demo";
  private static final Duration WAIT = Duration.ofSeconds(30);

  private final CommandContext context;

  @Option(names = "--no-window", description = "Stay in the terminal.")
  private boolean noWindow;

  DemoCommand(CommandContext context) {
    this.context = context;
  }

  private sealed interface Heard {
    record News(Event event) implements Heard {}

    record Lost(Problem problem) implements Heard {}
  }

  @Override
  public Integer call() throws Exception {
    Response.Demo demo = context.ask(new Request.StartDemo(), Response.Demo.class);
    Thread leaving = Thread.ofPlatform().unstarted(this::leave);
    Runtime.getRuntime().addShutdownHook(leaving);
    try {
      connect(demo);
      try (DemoTraffic traffic = new DemoTraffic(URI.create(demo.downloadUrl()))) {
        traffic.start();
        return noWindow || !Window.isPossible(context.environment())
            ? watch(demo)
            : context.openWindow(
                new Window.Wish(
                    Optional.of(new Window.Demo(NAME, demo.profile(), demo.pageUrl())),
                    Visit.PLAIN,
                    false));
      }
    } finally {
      leave();
      try {
        Runtime.getRuntime().removeShutdownHook(leaving);
      } catch (IllegalStateException e) {
        // The process is ending already, and the hook with it.
      }
    }
  }

  private void connect(Response.Demo demo)
      throws HelperUnreachableException, CommandFailure, InterruptedException {
    boolean connected =
        context
            .session(NAME)
            .filter(status -> status.state() == SessionState.CONNECTED)
            .isPresent();
    if (!connected) {
      Request.Connect request =
          new Request.Connect(NAME, demo.profile(), DataPathChoice.AUTO, KnownSecrets.NONE);
      new Connecting(
              context,
              NAME,
              Optional.empty(),
              new SavedLogin(context, NAME, Optional.empty()),
              status -> context.print(StatusText.line(status)))
          .run(request, WAIT);
    }
  }

  private int watch(Response.Demo demo)
      throws HelperUnreachableException,
          CommandFailure,
          InterruptedException,
          OutputClosedException {
    context.print("A page served through the tunnel: " + demo.pageUrl());
    context.print("Ctrl-C ends the demo.");
    BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    Throughput throughput = new Throughput();
    try (var _ =
        context
            .helper()
            .subscribe(
                event -> heard.add(new Heard.News(event)),
                problem -> heard.add(new Heard.Lost(problem)))) {
      while (true) {
        switch (heard.take()) {
          case Heard.News(Event.Traffic traffic) when traffic.session().equals(NAME) -> {
            Optional<Throughput.Rate> rate = throughput.add(traffic);
            if (rate.isPresent()) {
              context.printFollowing(Throughput.line(traffic, rate));
            }
          }
          case Heard.News(Event.StatusChanged(SessionStatus status))
              when status.name().equals(NAME) && status.state().ended() -> {
            if (status.lastError().isPresent()) {
              throw new CommandFailure(status.lastError().get());
            }
            return 0;
          }
          case Heard.News _ -> {}
          case Heard.Lost lost -> throw new HelperUnreachableException(lost.problem());
        }
      }
    }
  }

  private void leave() {
    try {
      context.helper().request(new Request.Disconnect(NAME));
    } catch (HelperUnreachableException e) {
      // Then the session is gone with the helper.
    }
  }
}
