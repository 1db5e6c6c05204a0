package org.culvert.helper.socket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.culvert.core.api.Event;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.Request;
import org.culvert.core.api.Response;
import org.culvert.core.api.json.ApiJson;
import org.culvert.core.api.json.Frame;
import org.culvert.core.api.json.LineAssembler;
import org.culvert.core.api.json.MalformedMessageException;
import org.culvert.helper.policy.Owner;
import org.culvert.helper.runner.RequestDesk;
import org.culvert.helper.runner.SessionRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client. Its reading thread owns everything but the queue, the semaphore and the channel,
 * which any thread may use.
 */
final class ClientConnection {
  private static final Logger LOG = LoggerFactory.getLogger(ClientConnection.class);

  /** No more at a time: the JDK keeps a direct copy of the largest buffer for each thread. */
  private static final int ONE_WRITE = 64 << 10;

  private final SocketChannel channel;
  private final Owner owner;
  private final RequestDesk desk;
  private final SessionRegistry registry;
  private final SocketLimits limits;
  private final String version;
  private final Shared shared;
  private final OutgoingQueue outgoing;
  private final Semaphore underWay;
  private final Consumer<Event> subscriber = this::tell;
  private final TrafficPace pace = new TrafficPace();
  private boolean greeted;
  private boolean subscribed;
  private long lastId = -1;

  ClientConnection(
      SocketChannel channel,
      Owner owner,
      RequestDesk desk,
      SessionRegistry registry,
      SocketLimits limits,
      String version,
      Shared shared) {
    this.channel = channel;
    this.owner = owner;
    this.desk = desk;
    this.registry = registry;
    this.limits = limits;
    this.version = version;
    this.shared = shared;
    this.outgoing = new OutgoingQueue(limits.queuedLines(), shared.queues(), owner);
    this.underWay = new Semaphore(limits.callsUnderWay());
  }

  Owner owner() {
    return owner;
  }

  /** Serves the client until it leaves or is dropped; then {@code whenOver} runs once. */
  void start(Runnable whenOver) {
    Patience patience = new Patience(shared.timer(), this::close);
    Thread.ofVirtual()
        .name("client-write")
        .start(
            () -> {
              try {
                write();
              } finally {
                close();
                patience.end();
                outgoing.discard();
                whenOver.run();
              }
            });
    Thread.ofVirtual()
        .name("client-read")
        .start(
            () -> {
              try {
                read(patience);
              } finally {
                registry.unsubscribe(owner, subscriber);
                patience.stop();
                patience.start(limits.line()); // for the last answers to be taken
                outgoing.finish();
              }
            });
  }

  /** Ends the connection at once. From any thread; twice is fine. */
  void close() {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.debug("Closing a connection of {}", owner, e);
    }
    outgoing.finish();
  }

  private void read(Patience patience) {
    LineAssembler lines = new LineAssembler(ApiJson.LONGEST_REQUEST);
    patience.start(limits.greeting());
    boolean largeTurn = false;
    try {
      while (true) {
        if (!largeTurn && lines.pending() >= LargeLines.LARGE) {
          patience.stop(); // waiting is not the client's fault
          largeTurn = shared.largeLines().enter(owner, limits.turn());
          if (!largeTurn) {
            return;
          }
          patience.start(limits.line());
        }
        int count = channel.read(lines.room());
        if (count < 0) {
          return;
        }
        lines.filled(count);
        for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
          patience.stop();
          if (!handle(line.get())) {
            return;
          }
        }
        if (lines.pending() > 0) {
          patience.start(limits.line());
        }
        if (largeTurn && lines.pending() < LargeLines.LARGE) {
          largeTurn = false;
          shared.largeLines().leave(owner);
        }
      }
    } catch (MalformedMessageException e) {
      refuse(0, e.reason());
    } catch (IOException e) {
      LOG.debug("A client of {} went away", owner, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lines.wipe();
      if (largeTurn) {
        shared.largeLines().leave(owner);
      }
    }
  }

  /** Whether the connection goes on. */
  private boolean handle(byte[] line) throws InterruptedException {
    Frame.Call call;
    try {
      call = ApiJson.readCall(line);
    } catch (MalformedMessageException e) {
      refuse(e.id().orElse(0), e.reason());
      return greeted && e.id().isPresent();
    } finally {
      Arrays.fill(line, (byte) 0);
    }
    if (call.id() <= lastId) {
      refuse(call.id(), "the id of a call is greater than that of the one before");
      return false;
    }
    lastId = call.id();
    if (!greeted) {
      return greet(call);
    }
    if (call.request() instanceof Request.Subscribe(long trafficEvery)) {
      subscribe(call.id(), trafficEvery);
      return true;
    }
    underWay.acquire();
    var _ =
        desk.handle(owner, call.request())
            .thenAccept(
                response -> {
                  underWay.release();
                  answer(call.id(), response);
                });
    return true;
  }

  private void subscribe(long id, long trafficEvery) {
    pace.every(trafficEvery);
    answer(id, new Response.Done());
    if (!subscribed) {
      subscribed = true;
      registry.subscribe(owner, subscriber);
    }
  }

  private boolean greet(Frame.Call call) {
    if (!(call.request() instanceof Request.Hello hello)) {
      refuse(call.id(), "the first request is a hello");
      return false;
    }
    if (hello.protocol() != Request.Hello.PROTOCOL) {
      refuse(
          call.id(),
          "it speaks protocol " + Request.Hello.PROTOCOL + ", the client " + hello.protocol());
      return false;
    }
    greeted = true;
    answer(
        call.id(),
        new Response.Welcome(Request.Hello.PROTOCOL, version, ProcessHandle.current().pid()));
    return true;
  }

  private void refuse(long id, String reason) {
    LOG.debug("Bad request of {}: {}", owner, reason);
    answer(
        id,
        new Response.Refused(
            Problem.of(
                ProblemCode.BAD_REQUEST,
                reason,
                "Window, command line and helper must be of the same release.")));
  }

  private void answer(long id, Response response) {
    queue(new Frame.Answer(id, response));
  }

  private void tell(Event event) {
    if (pace.passes(event, System.nanoTime() / 1_000_000)) {
      queue(new Frame.News(event));
    }
  }

  private void queue(Frame frame) {
    if (!outgoing.offer(ApiJson.write(frame))) {
      long times = shared.deaf().times(System.nanoTime());
      if (times > 0) {
        LOG.warn(
            "A client of {} does not read what it asked for and was dropped ({} since the last"
                + " warning)",
            owner,
            times);
      }
      close();
    }
  }

  private void write() {
    try {
      for (byte[] line = outgoing.take(); line.length > 0; line = outgoing.take()) {
        for (int sent = 0; sent < line.length; ) {
          sent +=
              channel.write(ByteBuffer.wrap(line, sent, Math.min(ONE_WRITE, line.length - sent)));
        }
      }
    } catch (IOException e) {
      LOG.debug("A client of {} went away", owner, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
