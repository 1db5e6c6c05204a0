package org.culvert.app.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The management interface of an OpenVPN server, on a socket in the lab's folder. */
final class Management {
  private final Path socket;

  private Management(Path socket) {
    this.socket = socket;
  }

  /** Adds it to a server that is not started yet. */
  static Management of(Lab lab, OpenVpnServer.Options options) {
    Path socket = lab.newPath("management");
    options.line("management " + socket + " unix");
    return new Management(socket);
  }

  /** Gives one command and returns the line that answers it, a success. */
  String command(String text) {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket));
      channel.write(ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.UTF_8)));
      BufferedReader answers =
          new BufferedReader(
              new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8));
      for (String line = answers.readLine(); line != null; line = answers.readLine()) {
        if (line.startsWith("SUCCESS:")) {
          return line;
        }
        if (line.startsWith("ERROR:")) {
          throw new AssertionError(text + ": " + line);
        }
      }
      throw new AssertionError(text + ": the server closed its management socket");
    } catch (IOException e) {
      throw new UncheckedIOException(text, e);
    }
  }
}
