package org.culvert.helper.socket;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Optional;
import org.culvert.core.api.json.LineAssembler;

/** A client that may misbehave. */
final class RawClient implements AutoCloseable {
  static final String HELLO =
      "{\"id\":0,\"request\":{\"type\":\"hello\",\"protocol\":1,\"client\":\"test\"}}\n";

  private final SocketChannel channel;
  private final LineAssembler lines = new LineAssembler(1 << 20);

  private RawClient(SocketChannel channel) {
    this.channel = channel;
  }

  static RawClient connect(Path socket) throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    channel.connect(UnixDomainSocketAddress.of(socket));
    return new RawClient(channel);
  }

  static RawClient greeted(Path socket) throws IOException {
    RawClient client = connect(socket);
    client.send(HELLO);
    client.line();
    return client;
  }

  void send(String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** Sends a request with an id. */
  void call(long id, String request) throws IOException {
    send("{\"id\":" + id + ",\"request\":{" + request + "}}\n");
  }

  /** The next line, or the text "closed". */
  String line() throws IOException {
    while (true) {
      Optional<byte[]> line = lines.next();
      if (line.isPresent()) {
        return new String(line.get(), UTF_8);
      }
      int count;
      try {
        count = channel.read(lines.room());
      } catch (IOException reset) {
        return "closed";
      }
      if (count < 0) {
        return "closed";
      }
      lines.filled(count);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
