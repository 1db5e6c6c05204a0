package org.culvert.helper.linux;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.culvert.helper.linux.ns.NetworkNamespace;

/** A proxy that says what a test wants, whatever it hears. */
public final class FakeProxy implements AutoCloseable {
  private final ServerSocket server;
  private final LinkedBlockingQueue<Socket> accepted = new LinkedBlockingQueue<>();

  public FakeProxy(NetworkNamespace namespace) throws IOException {
    this.server = namespace.call(() -> new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1")));
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                while (true) {
                  accepted.add(server.accept());
                }
              } catch (IOException e) {
                // Closed: the test is over.
              }
            });
  }

  public InetSocketAddress address() {
    return (InetSocketAddress) server.getLocalSocketAddress();
  }

  /** The next connection. */
  public Socket next() throws InterruptedException {
    Socket socket = accepted.poll(10, TimeUnit.SECONDS);
    if (socket == null) {
      throw new AssertionError("nobody connected");
    }
    return socket;
  }

  /** Reads a request up to its empty line. */
  public static String request(Socket client) throws IOException {
    StringBuilder text = new StringBuilder();
    InputStream in = client.getInputStream();
    while (!text.toString().endsWith("\r\n\r\n")) {
      int c = in.read();
      if (c < 0) {
        throw new AssertionError("it ended after " + text);
      }
      text.append((char) c);
    }
    return text.toString();
  }

  /** Reads so many bytes, and answers. */
  public static String exchange(Socket client, int length, String answer) throws IOException {
    byte[] heard = client.getInputStream().readNBytes(length);
    client.getOutputStream().write(HexFormat.of().parseHex(answer));
    return HexFormat.of().formatHex(heard);
  }

  /** Something that may fail. */
  @FunctionalInterface
  public interface Action<T> {
    T run() throws IOException, InterruptedException;
  }

  /** Does it on another thread, as a session would. */
  public static <T> CompletableFuture<T> elsewhere(NetworkNamespace namespace, Action<T> action) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                result.complete(
                    namespace.call(
                        () -> {
                          try {
                            return action.run();
                          } catch (InterruptedException e) {
                            throw new IOException(e);
                          }
                        }));
              } catch (IOException | RuntimeException e) {
                result.completeExceptionally(e);
              }
            });
    return result;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
