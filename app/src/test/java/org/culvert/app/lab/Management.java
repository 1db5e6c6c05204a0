package org.culvert.app.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Who decides about logins at an OpenVPN server, by its management interface. What it says is read
 * on a thread of its own, so that the server never waits for us.
 */
final class Management implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final SocketChannel channel;
  private final Writer out;
  private final List<String> heard = new ArrayList<>();
  private int read;

  private Management(SocketChannel channel) {
    this.channel = channel;
    this.out = Channels.newWriter(channel, StandardCharsets.UTF_8);
    Thread.ofVirtual().start(this::listen);
  }

  /** The line that opens such an interface, and hands over all decisions. */
  static OpenVpnServer.Options serve(OpenVpnServer.Options options, Path socket) {
    return options
        .line("management " + socket + " unix")
        .line("management-client-auth")
        .profileLine("auth-user-pass");
  }

  static Management open(Path socket) throws IOException {
    Await.until("the management interface is there", LIMIT, () -> Files.exists(socket));
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    channel.connect(UnixDomainSocketAddress.of(socket));
    return new Management(channel);
  }

  private void listen() {
    try (BufferedReader in =
        new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        synchronized (heard) {
          heard.add(line);
        }
      }
    } catch (IOException e) {
      // Closed: the test is over.
    }
  }

  /** A client that wants in: its numbers, and the password that it sent. */
  record Knock(String ids, String password) {}

  /** The next login. */
  Knock awaitLogin() {
    String connect = await(">CLIENT:CONNECT,");
    String password = await(">CLIENT:ENV,password=");
    await(">CLIENT:ENV,END");
    return new Knock(
        connect.substring(">CLIENT:CONNECT,".length()).replace(',', ' '),
        password.substring(">CLIENT:ENV,password=".length()));
  }

  /** The next line that begins so, after those that were awaited before. */
  String await(String start) {
    String[] found = new String[1];
    Await.until(
        "the server says " + start,
        LIMIT,
        () -> {
          synchronized (heard) {
            while (read < heard.size()) {
              String line = heard.get(read++);
              if (line.startsWith(start)) {
                found[0] = line;
                return true;
              }
            }
          }
          return false;
        });
    return found[0];
  }

  void say(String command) {
    try {
      out.write(command + "\n");
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Gives a command that has to succeed. */
  void command(String text) {
    say(text);
    await("SUCCESS:");
  }

  /** Lets a client in. */
  void allow(Knock knock) {
    say("client-auth-nt " + knock.ids());
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
