package org.culvert.app.lab;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.culvert.app.autostart.Autostart;
import org.culvert.app.cli.CommandContext;
import org.culvert.app.cli.ConsolePrompt;
import org.culvert.app.cli.ConsoleTerminal;
import org.culvert.app.client.SocketHelperClient;
import org.culvert.app.keyring.AbsentKeyring;
import org.culvert.app.keyring.KeyringTrouble;
import org.culvert.app.notify.NotifyDesktop;
import org.culvert.app.profiles.ProfileImporter;
import org.culvert.app.profiles.ProfileStore;
import org.culvert.app.settings.SettingsStore;
import org.culvert.app.sleep.SleepWatch;
import org.culvert.app.totals.TotalsStore;

/**
 * The command line on the lab's client host: the packaged one, or the same commands in this process
 * where they are not what is tested and their start would be most of a test's time.
 */
final class Cli {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final Lab lab;
  private final Path socket;
  private final Path home;
  private final List<String> as;
  private final boolean packaged;

  private Cli(Lab lab, Path socket, Path home, List<String> as, boolean packaged) {
    this.lab = lab;
    this.socket = socket;
    this.home = home;
    this.as = as;
    this.packaged = packaged;
  }

  /** The packaged command line as root, with a home folder of its own. */
  static Cli of(Lab lab, HelperProcess helper) {
    return new Cli(lab, helper.socket(), lab.newPath("home"), List.of(), true);
  }

  /** The commands in this process, with a home folder of its own. */
  static Cli here(Lab lab, HelperProcess helper) {
    return new Cli(lab, helper.socket(), lab.newPath("home"), List.of(), false);
  }

  /** The packaged one as another user of the machine. */
  Cli asUser(int uid) {
    Path other = lab.newPath("home-" + uid);
    Shell.out("install", "-d", "-o", Integer.toString(uid), other.toString());
    return new Cli(
        lab,
        socket,
        other,
        List.of("setpriv", "--reuid=" + uid, "--regid=" + uid, "--clear-groups"),
        true);
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
    return packaged
        ? Shell.run(LIMIT, environment(), input, command(arguments))
        : runHere(input, arguments);
  }

  private Shell.Result runHere(String input, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    long start = System.nanoTime();
    int exit;
    try (SocketHelperClient client = new SocketHelperClient(socket, "culvert")) {
      Clock clock = Clock.systemUTC();
      ProfileStore store =
          new ProfileStore(ProfileStore.folder(environment(), home.toString()), clock);
      CommandContext context =
          new CommandContext(
              new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
              new PrintWriter(out),
              new PrintWriter(err),
              environment(),
              clock,
              client,
              store,
              new ProfileImporter(store, clock),
              new AbsentKeyring(KeyringTrouble.NO_DESKTOP),
              SettingsStore.NONE,
              Autostart.NONE,
              NotifyDesktop.NONE,
              SleepWatch.NONE,
              TotalsStore.NONE,
              new ConsolePrompt(),
              new ConsoleTerminal(),
              _ -> false,
              _ -> {
                throw new AssertionError("a test without a display opens no window");
              });
      exit = new org.culvert.app.cli.Cli(context).run(arguments);
    }
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    return new Shell.Result(List.of(arguments), exit, out.toString(), err.toString(), took);
  }

  /** Starts a packaged command that goes on, like {@code stats --follow}; ends with the test. */
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
