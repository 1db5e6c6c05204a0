package org.culvert.app.lab;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Packets through the tunnel. */
final class Traffic {
  private static final int PORT = 5001;

  private final Running server;
  private final Running client;
  private final Path socket;
  private final String address;

  private Traffic(Running server, Running client, Path socket, String address) {
    this.server = server;
    this.client = client;
    this.socket = socket;
    this.address = address;
  }

  /** Starts both ends of the transfers; the lab has one of them, see {@link Lab#traffic}. */
  static Traffic start(Lab lab) {
    Path socket = lab.newPath("transfer.sock");
    Running server =
        program(lab.serverHost(), lab, TransferMain.class, "serve", Integer.toString(PORT));
    Running client = program(lab.clientHost(), lab, TransferMain.class, "obey", socket.toString());
    lab.registerForAll(server);
    lab.registerForAll(client);
    await(server);
    await(client);
    return new Traffic(server, client, socket, OpenVpnServer.TUNNEL_IPV4);
  }

  /** The same to another address of the server. */
  Traffic over(String other) {
    return new Traffic(server, client, socket, other);
  }

  /** Starts something that answers OpenVPN's port with noise. Stopped after the test. */
  static Running garbage(Lab lab, int port) {
    Running garbage = program(lab.serverHost(), lab, GarbageMain.class, Integer.toString(port));
    lab.register(garbage);
    return await(garbage);
  }

  /**
   * Starts a link from a port of the client host's loopback to a port of the server, on which
   * packets have bad luck. Stopped after the test.
   */
  static Running badLink(Lab lab, int from, int over, int to) {
    Running link =
        program(
            lab.clientHost(),
            lab,
            LossyMain.class,
            Integer.toString(from),
            Lab.CLIENT_IPV4,
            Integer.toString(over),
            Lab.SERVER_IPV4,
            Integer.toString(to));
    lab.register(link);
    return await(link);
  }

  private static Running program(String host, Lab lab, Class<?> main, String... arguments) {
    return Running.start(
        main.getSimpleName(),
        lab.newPath(main.getSimpleName() + ".log"),
        Map.of(),
        Lab.on(host, Stream.concat(java(main), Stream.of(arguments)).toList()));
  }

  private static Running await(Running program) {
    return program.awaitOutput("serving", Duration.ofSeconds(20));
  }

  private static Stream<String> java(Class<?> main) {
    return Stream.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-cp",
        Lab.root().resolve("app/target/test-classes").toString(),
        main.getName());
  }

  /** Moves megabytes to the server and checks them there. */
  void upload(int megabytes) {
    transfer("upload", megabytes, 0);
  }

  /** Moves megabytes from the server and checks them. */
  void download(int megabytes) {
    transfer("download", megabytes, 0);
  }

  /** Moves data for so many seconds in one connection, and checks it. */
  void uploadFor(Duration time) {
    transfer("upload", 0, time.toSeconds());
  }

  /** Moves data for so many seconds in one connection, and checks it. */
  void downloadFor(Duration time) {
    transfer("download", 0, time.toSeconds());
  }

  private void transfer(String direction, int megabytes, long seconds) {
    String order =
        String.join(
            " ",
            direction,
            address,
            Integer.toString(PORT),
            Integer.toString(megabytes),
            Long.toString(seconds));
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      channel.write(ByteBuffer.wrap((order + "\n").getBytes(StandardCharsets.UTF_8)));
      String answer =
          new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
      if (!answer.startsWith("ok ")) {
        throw new AssertionError(
            order + ": " + answer + "\nThe other end says:\n" + server.log() + client.log());
      }
    } catch (IOException e) {
      throw new AssertionError(
          "the programs of the transfers have ended:\n" + server.log() + client.log(), e);
    }
  }

  /** Three pings from a host to an address, all of which must be answered. */
  static void ping(String host, String address) {
    Shell.run(
            Duration.ofSeconds(15),
            Map.of(),
            "",
            Lab.on(host, List.of("ping", "-n", "-c", "3", "-i", "0.05", "-W", "2", address)))
        .orFail();
  }

  /** Whether one ping is answered within a second. */
  static boolean answers(String host, String address) {
    return Shell.run(
                Duration.ofSeconds(10),
                Map.of(),
                "",
                Lab.on(host, List.of("ping", "-n", "-c", "1", "-W", "1", address)))
            .exit()
        == 0;
  }
}
