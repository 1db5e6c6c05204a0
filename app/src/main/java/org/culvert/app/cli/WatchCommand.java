package org.culvert.app.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    description = {
      "Do what a hidden window does, without a display, until interrupted: count the totals, connect "
          + "what is to connect when Culvert starts, connect again after sleep, and notify; each as the "
          + "settings say.",
      "Prints a line whenever the state of a session changes.",
      "While the window runs, all but the lines is left to the window."
    })
final class WatchCommand implements Callable<Integer> {
  private final CommandContext context;

  WatchCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException, OutputClosedException {
    Watch watch = new Watch(context);
    Thread whenInterrupted = Thread.ofPlatform().unstarted(watch::end);
    Runtime.getRuntime().addShutdownHook(whenInterrupted);
    try {
      watch.run();
      return 0;
    } finally {
      forget(whenInterrupted);
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already, and the hook with it.
    }
  }
}
