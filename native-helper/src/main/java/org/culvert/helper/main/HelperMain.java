package org.culvert.helper.main;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.helper.runner.RequestRefusedException;

/** Entry point of the privileged process. */
public final class HelperMain {
  private static final Duration LONGEST_END = Duration.ofSeconds(5);

  private HelperMain() {}

  /** Starts the helper; it runs until a signal ends it. */
  public static void main(String[] args) throws InterruptedException {
    LineFormatter.install();
    HelperArguments arguments;
    try {
      arguments = HelperArguments.parse(args);
    } catch (IllegalArgumentException e) {
      fail(2, e.getMessage() + "\n" + HelperArguments.USAGE);
      return;
    }
    Optional<String> missing = Privileges.missing(Path.of("/proc/self/status"));
    if (missing.isPresent()) {
      fail(1, missing.get());
      return;
    }
    try {
      HelperProcess process = HelperProcess.start(arguments.socket(), parts(), System.out);
      Runtime.getRuntime()
          .addShutdownHook(Thread.ofPlatform().name("end").unstarted(() -> end(process)));
    } catch (IOException e) {
      fail(1, "cannot start: " + e.getMessage());
      return;
    }
    new CountDownLatch(1).await();
  }

  /** The wiring: the one place that knows all the parts. */
  private static HelperParts parts() {
    return new HelperParts(
        List::of,
        (_, _) -> {
          throw new RequestRefusedException(
              Problem.of(ProblemCode.NOT_NOW, "this build has no sessions", ""));
        },
        List::of,
        () -> {
          throw new RequestRefusedException(
              Problem.of(ProblemCode.NOT_NOW, "this build has no demo", ""));
        });
  }

  /** Whatever hangs, the process is gone in time; the journal serves the next start. */
  private static void end(HelperProcess process) {
    Thread.ofPlatform()
        .name("watchdog")
        .daemon()
        .start(
            () -> {
              try {
                Thread.sleep(LONGEST_END);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              Runtime.getRuntime().halt(1);
            });
    process.close();
  }

  private static void fail(int status, String message) {
    System.err.println("culvert-helper: " + message);
    System.exit(status);
  }
}
