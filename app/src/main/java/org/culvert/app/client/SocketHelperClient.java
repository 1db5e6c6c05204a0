package org.culvert.app.client;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.culvert.core.api.Event;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.Request;
import org.culvert.core.api.Response;

/**
 * Talks to the helper over its socket. Requests share one connection, which is made at the first
 * use and made again after it broke; each subscription has a connection and a thread of its own, so
 * that a consumer may block or send requests.
 */
public final class SocketHelperClient implements HelperClient {
  /** Beyond, the socket is not read, and in the end the helper drops the subscription. */
  private static final int MOST_WAITING = 4096;

  /** A helper answers in milliseconds; one that is busy or swapped out gets time to come back. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Path socket;
  private final String clientName;
  private final Duration patience;
  private final Object connecting = new Object();
  private final Set<Subscription> subscriptions = new HashSet<>();
  private Optional<HelperConnection> shared = Optional.empty();

  /**
   * A client that is not yet connected.
   *
   * @param clientName for the helper's log, such as {@code culvert}
   */
  public SocketHelperClient(Path socket, String clientName) {
    this(socket, clientName, PATIENCE);
  }

  /** The same with another patience for what a helper can say at once. */
  SocketHelperClient(Path socket, String clientName, Duration patience) {
    this.socket = socket;
    this.clientName = clientName;
    this.patience = patience;
  }

  @Override
  public Response request(Request request) throws HelperUnreachableException {
    try {
      return connection().request(request);
    } catch (IOException e) {
      throw new HelperUnreachableException(unreachable(e));
    }
  }

  private HelperConnection connection() throws IOException {
    synchronized (connecting) {
      if (shared.isEmpty() || !shared.get().isOpen()) {
        shared = Optional.of(HelperConnection.open(socket, clientName, patience, _ -> {}, _ -> {}));
      }
      return shared.get();
    }
  }

  @Override
  public Subscription subscribe(Consumer<Event> events, Consumer<Problem> lost)
      throws HelperUnreachableException {
    BlockingQueue<Runnable> calls = new LinkedBlockingQueue<>(MOST_WAITING);
    try {
      HelperConnection connection =
          HelperConnection.open(
              socket,
              clientName,
              patience,
              event -> put(calls, () -> events.accept(event)),
              reason -> put(calls, () -> lost.accept(unreachable(reason))));
      Thread dispatcher =
          Thread.ofPlatform().daemon().name("helper-events").unstarted(() -> run(calls));
      Subscription subscription =
          new Subscription() {
            @Override
            public void traffic(Duration every) throws HelperUnreachableException {
              listen(connection, every);
            }

            @Override
            public void close() {
              connection.close();
              dispatcher.interrupt();
              forget(this);
            }
          };
      remember(subscription);
      try {
        subscription.traffic(Duration.ZERO);
      } catch (HelperUnreachableException e) {
        subscription.close();
        throw e;
      }
      dispatcher.start();
      return subscription;
    } catch (IOException e) {
      throw new HelperUnreachableException(unreachable(e));
    }
  }

  private void listen(HelperConnection connection, Duration trafficEvery)
      throws HelperUnreachableException {
    try {
      Response answer = connection.request(new Request.Subscribe(trafficEvery.toMillis()));
      if (answer instanceof Response.Refused refused) {
        throw new HelperUnreachableException(refused.problem());
      }
    } catch (IOException e) {
      throw new HelperUnreachableException(unreachable(e));
    }
  }

  private static void put(BlockingQueue<Runnable> calls, Runnable call) {
    try {
      calls.put(call);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void run(BlockingQueue<Runnable> calls) {
    try {
      while (true) {
        calls.take().run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void remember(Subscription subscription) {
    synchronized (subscriptions) {
      subscriptions.add(subscription);
    }
  }

  private void forget(Subscription subscription) {
    synchronized (subscriptions) {
      subscriptions.remove(subscription);
    }
  }

  private Problem unreachable(IOException reason) {
    if (reason instanceof SocketTimeoutException) {
      return Problem.of(
          ProblemCode.HELPER_SILENT, socket.toString(), Long.toString(patience.toSeconds()));
    }
    String text = reason.getMessage();
    return Problem.of(
        isForbidden() ? ProblemCode.HELPER_FORBIDDEN : ProblemCode.HELPER_UNREACHABLE,
        socket.toString(),
        text == null ? reason.getClass().getSimpleName() : text);
  }

  /** The JDK has no exception of its own for it, and the system's words depend on the language. */
  private boolean isForbidden() {
    try {
      Files.readAttributes(socket, BasicFileAttributes.class);
      return !Files.isWritable(socket);
    } catch (AccessDeniedException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    synchronized (connecting) {
      shared.ifPresent(HelperConnection::close);
      shared = Optional.empty();
    }
    Set<Subscription> open;
    synchronized (subscriptions) {
      open = Set.copyOf(subscriptions);
    }
    open.forEach(Subscription::close);
  }
}
