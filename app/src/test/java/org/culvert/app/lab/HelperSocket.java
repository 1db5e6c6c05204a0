package org.culvert.app.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The helper's local socket as lines, for measuring without a command line in between. */
final class HelperSocket implements AutoCloseable {
  private final SocketChannel channel;
  private final BufferedReader in;
  private final Writer out;
  private int lastId;

  private HelperSocket(SocketChannel channel) {
    this.channel = channel;
    in = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
    out = Channels.newWriter(channel, StandardCharsets.UTF_8);
  }

  /** Connects, says hello, and asks for events. */
  static HelperSocket open(Path path) throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    channel.connect(UnixDomainSocketAddress.of(path));
    HelperSocket socket = new HelperSocket(channel);
    socket.request("{\"type\":\"hello\",\"protocol\":1,\"client\":\"bench\"}");
    socket.awaitLine("\"welcome\"");
    socket.request("{\"type\":\"subscribe\"}");
    socket.awaitLine("\"done\"");
    return socket;
  }

  /**
   * Connects with this profile by our own data path, and returns after how many milliseconds the
   * helper said so.
   */
  double millisToConnected(String name, String profile) throws IOException {
    String text = profile.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    long start = System.nanoTime();
    request(
        "{\"type\":\"connect\",\"name\":\"%s\",\"profile\":\"%s\",\"dataPath\":\"userspace\"}"
            .formatted(name, text));
    awaitLine("\"state\":\"connected\"");
    return (System.nanoTime() - start) / 1e6;
  }

  /** Answers an open question with these fields of a reply, which has to be taken. */
  void answer(String name, long question, String reply) throws IOException {
    int id =
        request(
            "{\"type\":\"answer\",\"name\":\"%s\",\"question\":%d,\"reply\":{%s}}"
                .formatted(name, question, reply));
    awaitLine("\"id\":" + id + ",\"response\":{\"type\":\"done\"");
  }

  /** Has the session connect again, and waits until it has. */
  void reconnect(String name) throws IOException {
    request("{\"type\":\"reconnect\",\"name\":\"" + name + "\"}");
    awaitLine("\"state\":\"reconnecting\"");
    awaitLine("\"state\":\"connected\"");
  }

  /** Ends the session. */
  void disconnect(String name) throws IOException {
    int id = request("{\"type\":\"disconnect\",\"name\":\"" + name + "\"}");
    awaitLine("\"id\":" + id + ",");
  }

  private int request(String request) throws IOException {
    int id = ++lastId;
    out.write("{\"id\":" + id + ",\"request\":" + request + "}\n");
    out.flush();
    return id;
  }

  private void awaitLine(String part) throws IOException {
    StringBuilder seen = new StringBuilder();
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.contains(part)) {
        return;
      }
      seen.append(line).append('\n');
      if (line.contains("\"refused\"") || line.contains("\"state\":\"failed\"")) {
        break;
      }
    }
    throw new IOException("no line with " + part + " came, but:\n" + seen);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
