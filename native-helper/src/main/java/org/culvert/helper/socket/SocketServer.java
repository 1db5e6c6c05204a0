package org.culvert.helper.socket;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import jdk.net.ExtendedSocketOptions;
import org.culvert.helper.policy.Owner;
import org.culvert.helper.runner.RequestDesk;
import org.culvert.helper.runner.SessionRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accepts clients; each is served by a reading and a writing virtual thread. */
public final class SocketServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SocketServer.class);

  private final ListeningSocket socket;
  private final RequestDesk desk;
  private final SessionRegistry registry;
  private final SocketLimits limits;
  private final String version;
  private final ScheduledThreadPoolExecutor timer;
  private final Admission admission;
  private final Shared shared;
  private final Seldom refused = new Seldom();
  private final Set<ClientConnection> connections = new HashSet<>();
  private volatile boolean closed;

  private SocketServer(
      ListeningSocket socket,
      RequestDesk desk,
      SessionRegistry registry,
      SocketLimits limits,
      String version)
      throws IOException {
    this.socket = socket;
    this.desk = desk;
    this.registry = registry;
    this.limits = limits;
    this.version = version;
    this.timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("socket-timer").daemon().factory());
    timer.setRemoveOnCancelPolicy(true);
    this.shared = Shared.with(timer);
    this.admission = new Admission(limits, new Owner(socket.owner()));
  }

  /**
   * Takes the path. Clients wait until {@link #accept}.
   *
   * @param version the helper's own, for the welcome
   * @throws IOException when the path cannot be taken, with a sentence for the user
   */
  public static SocketServer open(
      Path path, RequestDesk desk, SessionRegistry registry, SocketLimits limits, String version)
      throws IOException {
    ListeningSocket socket = ListeningSocket.open(path);
    try {
      return new SocketServer(socket, desk, registry, limits, version);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** Begins to accept clients. */
  public void accept() {
    Thread.ofVirtual().name("accept").start(this::acceptAll);
  }

  private void acceptAll() {
    while (!closed) {
      try {
        SocketChannel channel = socket.accept();
        serve(channel);
      } catch (ClosedChannelException e) {
        return;
      } catch (IOException | RuntimeException e) {
        LOG.warn("A client could not be accepted", e);
        pause();
      }
    }
  }

  /** Out of file descriptors, most likely: trying again at once would only fill the log. */
  private static void pause() {
    try {
      Thread.sleep(200);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve(SocketChannel channel) throws IOException {
    try {
      Owner owner = new Owner(channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user());
      ClientConnection connection =
          new ClientConnection(channel, owner, desk, registry, limits, version, shared);
      if (!admit(connection)) {
        long times = refused.times(System.nanoTime());
        if (times > 0) {
          LOG.warn(
              "Too many connections: one of {} was closed ({} since the last warning)",
              owner,
              times);
        }
        channel.close();
        return;
      }
      connection.start(() -> forget(connection));
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private synchronized boolean admit(ClientConnection connection) {
    return !closed && admission.enter(connection.owner()) && connections.add(connection);
  }

  private synchronized void forget(ClientConnection connection) {
    connections.remove(connection);
    admission.leave(connection.owner());
  }

  private synchronized List<ClientConnection> closing() {
    closed = true;
    return List.copyOf(connections);
  }

  /** Removes the socket and ends every connection. Sessions are not touched. */
  @Override
  public void close() throws IOException {
    List<ClientConnection> open = closing();
    socket.close();
    open.forEach(ClientConnection::close);
    timer.shutdownNow();
  }
}
