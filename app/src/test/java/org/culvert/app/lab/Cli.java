package org.culvert.app.lab;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The packaged command line on the lab's client host. */
final class Cli {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final Lab lab;
  private final Path socket;
  private final Path home;
  private final List<String> as;

  private Cli(Lab lab, Path socket, Path home, List<String> as) {
    this.lab = lab;
    this.socket = socket;
    this.home = home;
    this.as = as;
  }

  /** The command line as root, with a home folder of its own. */
  static Cli of(Lab lab, HelperProcess helper) {
    return new Cli(lab, helper.socket(), lab.newPath("home"), List.of());
  }

  /** The same as another user of the machine. */
  Cli asUser(int uid) {
    Path other = lab.newPath("home-" + uid);
    Shell.out("install", "-d", "-o", Integer.toString(uid), other.toString());
    return new Cli(
        lab,
        socket,
        other,
        List.of("setpriv", "--reuid=" + uid, "--regid=" + uid, "--clear-groups"));
  }

  /** Runs a command to its end. */
  Shell.Result run(String... arguments) {
    return runWith("", arguments);
  }

  /** Runs a command that has to succeed. */
  Shell.Result ok(String... arguments) {
    return run(arguments).orFail();
  }

  /** Runs a command with something on its standard input. */
  Shell.Result runWith(String input, String... arguments) {
    return Shell.run(LIMIT, environment(), input, command(arguments));
  }

  /** Starts a command that goes on, such as {@code stats --follow}; stopped after the test. */
  Running follow(String... arguments) {
    Running running =
        Running.start(
            "culvert " + String.join(" ", arguments),
            lab.newPath("follow.log"),
            environment(),
            command(arguments));
    lab.register(running);
    return running;
  }

  private List<String> command(String... arguments) {
    List<String> command = new ArrayList<>(as);
    command.add(Lab.root().resolve("app/target/culvert").toString());
    command.addAll(List.of(arguments));
    return Lab.on(lab.clientHost(), command);
  }

  private Map<String, String> environment() {
    return Map.of(
        "CULVERT_SOCKET",
        socket.toString(),
        "HOME",
        home.toString(),
        "XDG_CONFIG_HOME",
        home.resolve("config").toString(),
        "XDG_DATA_HOME",
        home.resolve("data").toString(),
        "XDG_STATE_HOME",
        home.resolve("state").toString());
  }

  /** What {@code status --json} says about one session. */
  Json status(String name) {
    return Json.parse(ok("status", name, "--json").out());
  }

  /** The state of a session, {@code disconnected} when the helper does not know it. */
  String state(String name) {
    Shell.Result result = run("status", name, "--json");
    return result.exit() == 0 ? Json.parse(result.out()).text("state") : "disconnected";
  }

  /** Waits until a session has this state. */
  void awaitState(String name, String state, Duration limit) {
    Await.until("session " + name + " is " + state, limit, () -> state(name).equals(state));
  }
}
