package org.culvert.app.lab;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The OpenVPN versions that the lab has as servers. */
enum ServerVersion {
  /** Debian 12's, from this machine. */
  OPENVPN_2_6("2.6"),
  /** Debian sid's, from a tree beside the system. */
  OPENVPN_2_7("2.7");

  // The tree is made once for a machine, by downloading a hundred megabytes.
  private static final Duration MAKING = Duration.ofMinutes(10);
  private static final List<String> TREE =
      List.of("openvpn", "sid", "openvpn", "iproute2", "iputils-ping");

  private final String number;

  ServerVersion(String number) {
    this.number = number;
  }

  /** Major and minor, as in the columns of the interop table. */
  String number() {
    return number;
  }

  /** How to run its {@code openvpn} with these arguments; it sees the lab's folder. */
  List<String> command(Lab lab, String... arguments) {
    Stream<String> program =
        switch (this) {
          case OPENVPN_2_6 -> Stream.of("openvpn");
          case OPENVPN_2_7 ->
              Stream.of(
                  Lab.root().resolve("build/lab/in-tree").toString(),
                  tree(),
                  lab.folder().toString(),
                  "openvpn");
        };
    return Stream.concat(program, Stream.of(arguments)).toList();
  }

  /** The Debian tree with {@link #OPENVPN_2_7}. */
  static String tree() {
    Path script = Lab.root().resolve("build/lab/debian-tree");
    List<String> command = Stream.concat(Stream.of(script.toString()), TREE.stream()).toList();
    return Shell.run(MAKING, Map.of(), "", command).orFail().out().strip();
  }

  @Override
  public String toString() {
    return "OpenVPN " + number;
  }
}
