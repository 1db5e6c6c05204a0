package org.culvert.app.lab;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Packets through the tunnel. */
final class Traffic {
  private static final int PORT = 5001;
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final Lab lab;
  private final Running server;

  private Traffic(Lab lab, Running server) {
    this.lab = lab;
    this.server = server;
  }

  /** Starts the other end of the transfers on the server host. Stopped after the test. */
  static Traffic start(Lab lab) {
    Running server = program(lab, TransferMain.class, Integer.toString(PORT), "serve");
    return new Traffic(lab, server);
  }

  /** Starts something that answers OpenVPN's port with noise. Stopped after the test. */
  static Running garbage(Lab lab, int port) {
    return program(lab, GarbageMain.class, Integer.toString(port));
  }

  private static Running program(Lab lab, Class<?> main, String port, String... before) {
    Running running =
        Running.start(
            main.getSimpleName(),
            lab.newPath(main.getSimpleName() + ".log"),
            Map.of(),
            Lab.on(
                lab.serverHost(),
                Stream.of(java(main), Stream.of(before), Stream.of(port))
                    .flatMap(words -> words)
                    .toList()));
    lab.register(running);
    return running.awaitOutput("serving", Duration.ofSeconds(20));
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
    transfer("upload", megabytes, 0).orFail();
  }

  /** Moves megabytes from the server and checks them. */
  void download(int megabytes) {
    transfer("download", megabytes, 0).orFail();
  }

  /** Moves data for so many seconds in one connection, and checks it. */
  void uploadFor(Duration time) {
    transfer("upload", 0, time.toSeconds()).orFail();
  }

  /** Moves data for so many seconds in one connection, and checks it. */
  void downloadFor(Duration time) {
    transfer("download", 0, time.toSeconds()).orFail();
  }

  private Shell.Result transfer(String direction, int megabytes, long seconds) {
    if (!server.alive()) {
      throw new AssertionError("the transfer server has ended:\n" + server.log());
    }
    return Shell.run(
        LIMIT,
        Map.of(),
        "",
        Lab.on(
            lab.clientHost(),
            Stream.concat(
                    java(TransferMain.class),
                    Stream.of(
                        direction,
                        OpenVpnServer.TUNNEL_IPV4,
                        Integer.toString(PORT),
                        Integer.toString(megabytes),
                        Long.toString(seconds)))
                .toList()));
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
