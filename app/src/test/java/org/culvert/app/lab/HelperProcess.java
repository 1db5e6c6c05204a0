package org.culvert.app.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The packaged helper on the lab's client host, with a socket and a state folder of its own. */
final class HelperProcess {
  private static final Duration START = Duration.ofSeconds(30);

  private final Lab lab;
  private final Path socket;
  private final Path state;
  private final Path log;
  private Running running;

  private HelperProcess(Lab lab, Path socket, Path state, Path log, Running running) {
    this.lab = lab;
    this.socket = socket;
    this.state = state;
    this.log = log;
    this.running = running;
  }

  /** Starts a helper and waits until it listens. Stopped after the test. */
  static HelperProcess start(Lab lab) {
    return start(lab, lab::register, Map.of());
  }

  /** The same with system properties. */
  static HelperProcess start(Lab lab, Map<String, String> properties) {
    return start(lab, lab::register, properties);
  }

  /** The same for all tests of a class: each has to end its sessions. */
  static HelperProcess startForAll(Lab lab) {
    return start(lab, lab::registerForAll, Map.of());
  }

  private static HelperProcess start(
      Lab lab, Consumer<Running> register, Map<String, String> properties) {
    Path socket = lab.newPath("helper.sock");
    Path state = lab.newPath("helper-state");
    Path log = lab.newPath("helper.log");
    Running running = launch(lab, register, properties, socket, state, log);
    return new HelperProcess(lab, socket, state, log, running);
  }

  private static String options(Map<String, String> properties) {
    return properties.entrySet().stream()
        .map(property -> "-D" + property.getKey() + "=" + property.getValue())
        .collect(Collectors.joining(" "));
  }

  private static Running launch(
      Lab lab,
      Consumer<Running> register,
      Map<String, String> properties,
      Path socket,
      Path state,
      Path log) {
    Path launcher = Lab.root().resolve("native-helper/target/culvert-helper");
    int before = text(log).length();
    Running running =
        Running.start(
            "culvert-helper",
            log,
            properties.isEmpty() ? Map.of() : Map.of("JAVA_TOOL_OPTIONS", options(properties)),
            Lab.on(
                lab.clientHost(),
                List.of(
                    launcher.toString(),
                    "--socket",
                    socket.toString(),
                    "--state-dir",
                    state.toString())));
    register.accept(running);
    Await.until(
        "the helper listens:\n" + running.log(),
        START,
        () -> text(log).substring(before).contains("ready " + socket) || !running.alive());
    if (!running.alive()) {
      throw new AssertionError("the helper ended at once:\n" + running.log());
    }
    return running;
  }

  /** What all helpers of this log have said; a later one appends. */
  private static String text(Path log) {
    try {
      return Files.exists(log) ? Files.readString(log) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where clients find it. */
  Path socket() {
    return socket;
  }

  /** Process, log, memory. */
  Running process() {
    return running;
  }

  /** SIGKILL: it can clean up nothing. */
  void kill() {
    running.kill();
  }

  /** SIGTERM. */
  void stop() {
    running.close();
  }

  /** Starts it again with the same socket and state. */
  void startAgain() {
    running = launch(lab, lab::register, Map.of(), socket, state, log);
  }
}
