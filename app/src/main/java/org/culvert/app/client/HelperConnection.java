package org.culvert.app.client;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.culvert.core.api.Event;
import org.culvert.core.api.Request;
import org.culvert.core.api.Response;
import org.culvert.core.api.json.ApiJson;
import org.culvert.core.api.json.Frame;
import org.culvert.core.api.json.LineAssembler;

/**
 * One connection to the helper, from hello to the end. A thread of its own reads it: answers wake
 * who waits for them, events go to the one consumer, on that thread. It is no virtual one: three
 * threads of the JDK would wake for each event, all the time that the window is hidden.
 */
final class HelperConnection implements AutoCloseable {
  /** No more at a time: the JDK keeps a direct copy of the largest buffer for each thread. */
  private static final int ONE_WRITE = 64 << 10;

  private final SocketChannel channel;
  private final Duration patience;
  private final Consumer<Event> events;
  private final Consumer<IOException> lost;
  private final Map<Long, CompletableFuture<Response>> waiting = new HashMap<>();
  private final Object writing = new Object();
  private long nextId;
  private boolean closed;

  private HelperConnection(
      SocketChannel channel,
      Duration patience,
      Consumer<Event> events,
      Consumer<IOException> lost) {
    this.channel = channel;
    this.patience = patience;
    this.events = events;
    this.lost = lost;
  }

  /**
   * Connects and says hello.
   *
   * @param patience how long the helper may take to accept, and for what it can say at once
   * @param lost called once, as the last call, unless the connection is closed from here
   * @throws SocketTimeoutException when the helper is silent
   * @throws IOException with the reason; also when the helper refuses
   */
  static HelperConnection open(
      Path socket,
      String client,
      Duration patience,
      Consumer<Event> events,
      Consumer<IOException> lost)
      throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      connect(channel, socket, patience);
      HelperConnection connection = new HelperConnection(channel, patience, events, lost);
      Thread.ofPlatform().daemon().name("helper-read").start(connection::read);
      Response answer = connection.request(new Request.Hello(Request.Hello.PROTOCOL, client));
      if (answer instanceof Response.Refused refused) {
        connection.close();
        throw new IOException(refused.problem().message());
      }
      return connection;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * A helper that accepts nobody any more lets its queue run full, and then the system waits for
   * room without an end. That is for a platform thread: on a virtual one the JDK fails at once.
   */
  private static void connect(SocketChannel channel, Path socket, Duration patience)
      throws IOException {
    FutureTask<Boolean> connecting =
        new FutureTask<>(() -> channel.connect(UnixDomainSocketAddress.of(socket)));
    Thread.ofPlatform().daemon().name("helper-connect").start(connecting);
    try {
      connecting.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new SocketTimeoutException("not accepted within " + patience.toSeconds() + " s");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException reason ? reason : new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while connecting", e);
    }
  }

  /**
   * Sends a request and waits for its answer. From any thread.
   *
   * @throws SocketTimeoutException when the helper is silent although it could answer at once
   */
  Response request(Request request) throws IOException {
    CompletableFuture<Response> answer = new CompletableFuture<>();
    long id;
    synchronized (writing) {
      // Under the lock, because the helper wants rising ids.
      id = register(answer);
      byte[] line = ApiJson.write(new Frame.Call(id, request));
      try {
        for (int sent = 0; sent < line.length; ) {
          sent +=
              channel.write(ByteBuffer.wrap(line, sent, Math.min(ONE_WRITE, line.length - sent)));
        }
      } finally {
        Arrays.fill(line, (byte) 0);
      }
    }
    try {
      return isAnsweredAtOnce(request)
          ? answer.get(patience.toMillis(), TimeUnit.MILLISECONDS)
          : answer.get();
    } catch (TimeoutException e) {
      var _ = take(id);
      throw new SocketTimeoutException("no answer within " + patience.toSeconds() + " s");
    } catch (ExecutionException e) {
      throw new IOException("the connection broke before the answer came", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for the answer", e);
    }
  }

  /** The others may rightly take their time: servers, the machine and other programs do. */
  private static boolean isAnsweredAtOnce(Request request) {
    return switch (request) {
      case Request.Hello _, Request.Status _, Request.Log _, Request.Subscribe _ -> true;
      case Request.Connect _,
          Request.Disconnect _,
          Request.DisconnectAll _,
          Request.Unblock _,
          Request.Reconnect _,
          Request.Answer _,
          Request.Doctor _,
          Request.StartDemo _ ->
          false;
    };
  }

  private synchronized long register(CompletableFuture<Response> answer) throws IOException {
    if (closed) {
      throw new EOFException("the connection is closed");
    }
    long id = nextId++;
    waiting.put(id, answer);
    return id;
  }

  private void read() {
    LineAssembler lines = new LineAssembler(ApiJson.LONGEST_ANSWER);
    try {
      while (true) {
        int count = channel.read(lines.room());
        if (count < 0) {
          throw new EOFException("the helper closed the connection");
        }
        lines.filled(count);
        for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
          Optional<Frame> frame = ApiJson.readFromHelper(line.get());
          frame.ifPresent(this::take);
        }
      }
    } catch (IOException e) {
      if (end(e)) {
        lost.accept(e);
      }
    }
  }

  private void take(Frame frame) {
    switch (frame) {
      case Frame.Answer answer -> {
        CompletableFuture<Response> waiter = take(answer.id());
        waiter.complete(answer.response());
      }
      case Frame.News news -> events.accept(news.event());
      case Frame.Call _ -> throw new IllegalStateException("a helper does not call");
    }
  }

  private synchronized CompletableFuture<Response> take(long id) {
    return Optional.ofNullable(waiting.remove(id)).orElseGet(CompletableFuture::new);
  }

  /** Wakes all who wait. Whether it was open until now. */
  private boolean end(IOException reason) {
    Map<Long, CompletableFuture<Response>> left;
    synchronized (this) {
      if (closed) {
        return false;
      }
      closed = true;
      left = new HashMap<>(waiting);
      waiting.clear();
    }
    left.values().forEach(waiter -> waiter.completeExceptionally(reason));
    try {
      channel.close();
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
    return true;
  }

  synchronized boolean isOpen() {
    return !closed;
  }

  @Override
  public void close() {
    end(new EOFException("closed by us"));
  }
}
