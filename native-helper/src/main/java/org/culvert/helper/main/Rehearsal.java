package org.culvert.helper.main;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.culvert.core.api.DataPathChoice;
import org.culvert.core.api.KnownSecrets;
import org.culvert.core.api.Request;
import org.culvert.core.api.Response;
import org.culvert.core.api.SessionState;
import org.culvert.core.api.SessionStatus;
import org.culvert.core.api.json.ApiJson;
import org.culvert.core.api.json.Frame;
import org.culvert.core.api.json.LineAssembler;

/**
 * A client of this very process: it connects to the demo and leaves again, so that the class cache
 * has what a connection takes. Only where there is no network but this process's own, which nobody
 * misses: see {@code build/ClassCache.java}.
 */
final class Rehearsal implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long STEP_MILLIS = 20;
  private static final String NAME = "rehearsal";

  /** Packets that come alone, each of which wakes both loops. */
  private static final int PAGES = 3000;

  /** Of each kind, as often as it takes until a method counts as one that is often called. */
  private static final int PINGS = 2000;

  private static final int PING_MILLIS = 200;

  /** What is sent there nobody takes, and is told so. */
  private static final int DISCARD = 9;

  private static final long DOWNLOADED = 256L << 20;

  private final SocketChannel channel;
  private final LineAssembler lines = new LineAssembler(ApiJson.LONGEST_ANSWER);
  private long id;

  private Rehearsal(SocketChannel channel) {
    this.channel = channel;
  }

  /**
   * Whether the network of this process has nothing but a loopback, as {@code unshare} makes it.
   */
  static boolean isAlone(Path devices) {
    try {
      List<String> names = Files.readAllLines(devices).stream().skip(2).map(String::strip).toList();
      return names.stream().allMatch(name -> name.startsWith("lo:"));
    } catch (IOException e) {
      return false; // another system than Linux
    }
  }

  /**
   * Goes through a session.
   *
   * @throws IOException when it did not come about; a cache is made all the same
   */
  static void run(Path socket) throws IOException {
    try (Rehearsal client = new Rehearsal(SocketChannel.open(StandardProtocolFamily.UNIX))) {
      client.channel.connect(UnixDomainSocketAddress.of(socket));
      client.ask(new Request.Hello(Request.Hello.PROTOCOL, NAME));
      client.ask(new Request.Subscribe());
      if (client.ask(new Request.StartDemo()) instanceof Response.Demo demo) {
        client.ask(
            new Request.Connect(NAME, demo.profile(), DataPathChoice.USERSPACE, KnownSecrets.NONE));
        SessionStatus connected = client.await(SessionState.CONNECTED);
        ping(connected.tunnel().map(Rehearsal::servers).orElse(List.of()));
        carry(URI.create(demo.pageUrl()), URI.create(demo.downloadUrl()));
        client.ask(new Request.Log(Optional.of(NAME)));
        client.ask(new Request.Disconnect(NAME));
        client.await(SessionState.DISCONNECTED);
      }
    }
  }

  /** The demo's server has the first address where its client has the second. */
  static List<InetAddress> servers(SessionStatus.TunnelInfo tunnel) {
    return Stream.of(tunnel.ipv4(), tunnel.ipv6())
        .flatMap(Optional::stream)
        .map(ours -> InetAddress.ofLiteral(ours.replaceFirst("2/[0-9]+$", "1")))
        .toList();
  }

  /**
   * Everything but TCP. A branch that was never taken has no code in what is compiled, so that the
   * first ping after hours of downloads would throw away that of both loops.
   */
  private static void ping(List<InetAddress> servers) throws IOException {
    byte[] text = {1, 2, 3, 4};
    long end = System.nanoTime() + PATIENCE.toNanos(); // where nobody answers each takes its time
    try (DatagramSocket socket = new DatagramSocket()) {
      for (int i = 0; i < PINGS && System.nanoTime() - end < 0; i++) {
        for (InetAddress server : servers) {
          server.isReachable(PING_MILLIS);
          socket.send(new DatagramPacket(text, text.length, server, DISCARD));
        }
      }
    }
  }

  /**
   * Small packets one by one, and then large ones: what the loops do for them is compiled early
   * from then on, for the cache also has what was often called.
   */
  private static void carry(URI page, URI download) throws IOException {
    for (int i = 0; i < PAGES; i++) {
      try (InputStream body = page.toURL().openStream()) {
        body.transferTo(OutputStream.nullOutputStream());
      }
    }
    try (InputStream body = download.toURL().openStream()) {
      body.skipNBytes(DOWNLOADED);
    }
  }

  private SessionStatus await(SessionState state) throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() - end < 0) {
      if (ask(new Request.Status(Optional.of(NAME))) instanceof Response.Sessions sessions) {
        for (SessionStatus session : sessions.sessions()) {
          if (session.state() == state) {
            return session;
          }
        }
      }
      pause();
    }
    throw new IOException("the session of the rehearsal did not become " + state);
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(STEP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private Response ask(Request request) throws IOException {
    id++;
    ByteBuffer call = ByteBuffer.wrap(ApiJson.write(new Frame.Call(id, request)));
    while (call.hasRemaining()) {
      channel.write(call);
    }
    while (true) {
      for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
        Optional<Frame> frame = ApiJson.readFromHelper(line.get());
        if (frame.isPresent() && frame.get() instanceof Frame.Answer answer && answer.id() == id) {
          return answer.response();
        }
      }
      int count = channel.read(lines.room());
      if (count < 0) {
        throw new EOFException("the helper closed the connection");
      }
      lines.filled(count);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
