package org.culvert.app.lab;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Debian sid's wireguard-go at both ends, with the addresses of the other tunnels. Its programs
 * talk to each other through a folder of the tree, which all runs share: so the names of the
 * devices hold this process's id.
 */
final class WireGuard {
  private static final int PORT = 51820;
  private static final Duration MAKING = Duration.ofMinutes(10);
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final List<String> TREE =
      List.of("wireguard", "sid", "wireguard-go", "wireguard-tools");

  private static final String CLIENT_TUNNEL_IPV4 = "10.8.0.2";

  private WireGuard() {}

  /** One of the two. */
  private record End(String host, String device, String address, Path key, String publicKey) {
    static End create(Lab lab, String tree, String host, String letter, String address) {
      String key = in(tree, lab, host, "", "wg", "genkey").out();
      String publicKey = in(tree, lab, host, key, "wg", "pubkey").out().strip();
      String device = "wg" + letter + ProcessHandle.current().pid();
      return new End(host, device, address, lab.write(device + ".key", key), publicKey);
    }

    Running launch(Lab lab, String tree) {
      Running running =
          Running.start(
              "wireguard-go " + device,
              lab.newPath("wireguard.log"),
              Map.of("LOG_LEVEL", "verbose"),
              Lab.on(host, inTree(tree, lab, "wireguard-go", "-f", device)));
      lab.register(running);
      return running.awaitOutput("UAPI listener started", LIMIT);
    }

    void configure(Lab lab, String tree, End other, String... endpoint) {
      Stream<String> peer =
          Stream.of(
              "wg",
              "set",
              device,
              "listen-port",
              Integer.toString(PORT),
              "private-key",
              key.toString(),
              "peer",
              other.publicKey,
              "allowed-ips",
              other.address + "/32");
      in(tree, lab, host, "", Stream.concat(peer, Stream.of(endpoint)).toArray(String[]::new));
      Shell.out("ip", "-n", host, "address", "add", address + "/24", "dev", device);
      Shell.out("ip", "-n", host, "link", "set", device, "up");
    }
  }

  /** Starts both; returns the client once packets pass. */
  static Running start(Lab lab) {
    String tree = tree();
    End server = End.create(lab, tree, lab.serverHost(), "s", OpenVpnServer.TUNNEL_IPV4);
    End client = End.create(lab, tree, lab.clientHost(), "c", CLIENT_TUNNEL_IPV4);
    server.launch(lab, tree);
    Running running = client.launch(lab, tree);
    server.configure(lab, tree, client);
    client.configure(lab, tree, server, "endpoint", Lab.SERVER_IPV4 + ":" + PORT);
    Traffic.ping(lab.clientHost(), OpenVpnServer.TUNNEL_IPV4);
    return running;
  }

  /** The version of the package. */
  static String version() {
    return Shell.out("chroot", tree(), "dpkg-query", "-W", "-f", "${Version}", "wireguard-go");
  }

  private static String tree() {
    Path script = Lab.root().resolve("build/lab/debian-tree");
    List<String> command = Stream.concat(Stream.of(script.toString()), TREE.stream()).toList();
    return Shell.run(MAKING, Map.of(), "", command).orFail().out().strip();
  }

  private static List<String> inTree(String tree, Lab lab, String... command) {
    return Stream.concat(
            Stream.of(
                Lab.root().resolve("build/lab/in-tree").toString(), tree, lab.folder().toString()),
            Stream.of(command))
        .toList();
  }

  private static Shell.Result in(
      String tree, Lab lab, String host, String input, String... command) {
    return Shell.run(LIMIT, Map.of(), input, Lab.on(host, inTree(tree, lab, command))).orFail();
  }
}
