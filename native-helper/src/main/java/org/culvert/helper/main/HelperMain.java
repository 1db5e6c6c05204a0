package org.culvert.helper.main;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.culvert.core.data.CipherSource;
import org.culvert.helper.demo.DemoServer;
import org.culvert.helper.linux.gcrypt.GcryptProvider;
import org.culvert.helper.path.userspace.Ciphers;
import org.culvert.helper.platform.Platform;
import org.culvert.helper.runner.TunnelSessionFactory;

/** Entry point of the privileged process. */
public final class HelperMain {
  /** Told to servers. */
  private static final String VERSION = "0.1.0";

  /** With it there is no warm-up: where a processor is emulated that takes longer than it saves. */
  private static final String COLD = "culvert.cold";

  /** Whose AES-GCM is taken, should a library do harm: {@code corretto} or {@code jdk}. */
  private static final String AES_GCM = "culvert.aesgcm";

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
    // In a rehearsal as well, so that the cache has what it takes.
    Optional<String> missing = Privileges.missing(Path.of("/proc/self/status"));
    if (arguments.rehearsal()) {
      rehearse(arguments);
      return;
    }
    if (missing.isPresent()) {
      fail(1, missing.get());
      return;
    }
    try {
      HelperProcess process = start(arguments, new Ciphers(HelperMain::ciphers));
      Runtime.getRuntime()
          .addShutdownHook(Thread.ofPlatform().name("end").unstarted(() -> end(process)));
      if (!Boolean.getBoolean(COLD)) {
        Thread.ofPlatform().name("warm-up").daemon().start(new WarmUp(Instant.now()));
      }
    } catch (IOException e) {
      fail(1, "cannot start: " + e.getMessage());
      return;
    }
    new CountDownLatch(1).await();
  }

  private static CipherSource ciphers() {
    return switch (System.getProperty(AES_GCM, "")) {
      case "jdk" -> CipherSource.jdk();
      case "corretto" -> CipherSource.corretto();
      default -> CipherSource.preferring("libgcrypt", GcryptProvider::load);
    };
  }

  private static void rehearse(HelperArguments arguments) {
    try {
      Ciphers ciphers = new Ciphers(HelperMain::ciphers);
      HelperProcess process = start(arguments, ciphers);
      new WarmUp(Instant.now()).run();
      ciphers.get();
      if (Rehearsal.isAlone(Path.of("/proc/self/net/dev"))) {
        Rehearsal.run(arguments.socket());
      }
      process.close();
    } catch (IOException e) {
      fail(1, "the rehearsal ended: " + e.getMessage());
    }
  }

  private static HelperProcess start(HelperArguments arguments, Ciphers ciphers)
      throws IOException {
    return HelperProcess.start(
        arguments.socket(), arguments.stateDirectory(), parts(arguments, ciphers), System.out);
  }

  /** The wiring: the one place that knows all the parts. */
  private static HelperParts parts(HelperArguments arguments, Ciphers ciphers) throws IOException {
    SecureRandom random = new SecureRandom();
    Platform platform =
        Platform.detect(arguments.stateDirectory(), arguments.lastingDirectory(), random);
    return new HelperParts(
        () -> recover(platform),
        new TunnelSessionFactory(
            platform.network(),
            platform.dns(),
            platform.firewall(),
            platform.driver(),
            ciphers,
            VERSION,
            MachineDetails.read(Path.of("/etc/machine-id")),
            random),
        platform.firewall(),
        () -> CipherReport.after(platform.doctor().get(), ciphers.get()),
        new DemoServer(platform.isolated(), random));
  }

  /** A device goes last: until then its routes catch what is meant for the tunnel. */
  private static List<String> recover(Platform platform) throws IOException {
    // What is blocked stays so before anything that protects is taken away.
    List<String> done = new ArrayList<>(platform.firewall().recover());
    done.addAll(platform.network().recover());
    done.addAll(platform.dns().recover());
    done.addAll(platform.driver().recover());
    return List.copyOf(done);
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
