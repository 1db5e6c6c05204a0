package org.culvert.helper.main;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.culvert.helper.runner.RequestDesk;
import org.culvert.helper.runner.SessionRegistry;
import org.culvert.helper.socket.LockFile;
import org.culvert.helper.socket.SocketLimits;
import org.culvert.helper.socket.SocketServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The helper at work, from the first look at the journal to the removal of the socket. */
final class HelperProcess implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HelperProcess.class);

  /** A little less than the watchdog's patience. */
  private static final Duration LEAVING = Duration.ofMillis(4500);

  private final SessionRegistry registry;
  private final SocketServer server;
  private final LockFile state;
  private final ExecutorService slow;

  private HelperProcess(
      SessionRegistry registry, SocketServer server, LockFile state, ExecutorService slow) {
    this.registry = registry;
    this.server = server;
    this.state = state;
    this.slow = slow;
  }

  /**
   * Undoes what an earlier helper left, then accepts clients and says {@code ready SOCKET}.
   *
   * @param stateDirectory what the parts recover from; for one helper at a time
   * @throws IOException with a sentence for the user
   */
  static HelperProcess start(Path socket, Path stateDirectory, HelperParts parts, PrintStream out)
      throws IOException {
    ExecutorService slow =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("request-", 0).factory());
    SessionRegistry registry =
        new SessionRegistry(parts.sessions(), parts.firewall(), System::currentTimeMillis);
    RequestDesk desk = new RequestDesk(registry, parts.doctor(), parts.demo(), slow);
    SocketServer server =
        SocketServer.open(socket, desk, registry, SocketLimits.DEFAULT, version());
    LockFile state;
    try {
      // A second helper must not undo what the first one does.
      state = lock(stateDirectory);
    } catch (IOException e) {
      server.close();
      throw e;
    }
    try {
      // Before the first client is heard.
      parts.recovery().recover().forEach(done -> LOG.info("Left by an earlier helper: {}", done));
      registry.remember(parts.firewall().blocking());
    } catch (IOException e) {
      server.close();
      state.close();
      throw e;
    }
    server.accept();
    out.println("ready " + socket);
    out.flush();
    return new HelperProcess(registry, server, state, slow);
  }

  private static LockFile lock(Path stateDirectory) throws IOException {
    Files.createDirectories(stateDirectory);
    return LockFile.take(stateDirectory.resolve("state.lock"))
        .orElseThrow(
            () ->
                new IOException(
                    "another helper uses "
                        + stateDirectory
                        + "; give this one a directory of its own with --state-dir"));
  }

  private static String version() {
    String version = HelperProcess.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  /** Ends all sessions cleanly, then removes the socket. Takes at most some seconds. */
  @Override
  public void close() {
    try {
      registry.stopAll().get(LEAVING.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("Not every session ended in time; the next start removes what is left", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try {
      server.close();
    } catch (IOException e) {
      LOG.warn("The socket could not be removed", e);
    }
    slow.shutdownNow();
    try {
      state.close();
    } catch (IOException e) {
      LOG.warn("The lock of the state directory could not be closed", e);
    }
  }
}
