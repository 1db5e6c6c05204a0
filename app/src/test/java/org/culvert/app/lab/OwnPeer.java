package org.culvert.app.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A server for one client, made of the helper's own engine: {@code PeerMain} of the helper's tests,
 * with the JVM options of the helper's launcher.
 */
final class OwnPeer {
  /** Where its one client has to come from. */
  static final int CLIENT_PORT = 1195;

  private static final String MAIN = "org.culvert.helper.bench.PeerMain";
  private static final Duration START = Duration.ofSeconds(30);
  private static final Pattern JVM_OPTION = Pattern.compile("(?<= )-(X|D)[^\\s\"{}$]+(?=\\s)");

  private final Lab lab;
  private final Running running;

  private OwnPeer(Lab lab, Running running) {
    this.lab = lab;
    this.running = running;
  }

  /** Starts it on the lab's server host; it waits for the client of {@link #profile}. */
  static OwnPeer start(Lab lab) {
    return start(lab, 1500);
  }

  /** The same with a tunnel for packets of other lengths; IPv6 only where its packets fit. */
  static OwnPeer start(Lab lab, int mtu) {
    Pki.Identity identity = lab.pki().issue("lab-server", Pki.Purpose.SERVER);
    Path module = Lab.root().resolve("native-helper/target");
    Stream<String> command =
        Stream.of(
                Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()),
                jvmOptions(module.resolve("culvert-helper")),
                Stream.of(
                    "--enable-native-access=ALL-UNNAMED",
                    "-Djava.library.path=" + module.resolve("native"),
                    "-cp",
                    module.resolve("test-classes")
                        + ":"
                        + module.resolve("classes")
                        + ":"
                        + module.resolve("modules/*"),
                    MAIN,
                    lab.newPath("peer-state").toString(),
                    lab.pki().ca().toString(),
                    identity.certificate().toString(),
                    identity.key().toString(),
                    Lab.SERVER_IPV4 + ":" + OpenVpnServer.PORT,
                    Lab.CLIENT_IPV4 + ":" + CLIENT_PORT,
                    Integer.toString(mtu)))
            .flatMap(words -> words);
    Running running =
        Running.start(
            "own peer",
            lab.newPath("peer.log"),
            Map.of("MALLOC_ARENA_MAX", "2"),
            Lab.on(lab.serverHost(), command.toList()));
    lab.register(running);
    running.awaitOutput("serving", START);
    return new OwnPeer(lab, running);
  }

  private static Stream<String> jvmOptions(Path launcher) {
    try {
      String text = Files.readString(launcher);
      String call = text.substring(text.indexOf("exec "), text.indexOf("${cache"));
      return JVM_OPTION.matcher(call).results().map(MatchResult::group);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** For the one client that it knows. */
  String profile() {
    return OpenVpnServer.profile(OpenVpnServer.options(lab))
        .replace("nobind\n", "lport " + CLIENT_PORT + "\n");
  }

  /** Process and log. */
  Running process() {
    return running;
  }
}
