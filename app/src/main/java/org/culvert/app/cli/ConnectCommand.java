package org.culvert.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.culvert.app.explain.ProfileFacts;
import org.culvert.app.files.IoReason;
import org.culvert.app.profiles.LoginText;
import org.culvert.app.settings.Choices;
import org.culvert.app.settings.OwnProtection;
import org.culvert.core.api.Credentials;
import org.culvert.core.api.DataPathChoice;
import org.culvert.core.api.DnsWish;
import org.culvert.core.api.KnownSecrets;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.Protection;
import org.culvert.core.api.Request;
import org.culvert.core.api.Secret;
import org.culvert.core.api.SessionState;
import org.culvert.core.api.SessionStatus;
import org.culvert.core.api.json.ShownJson;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "connect",
    mixinStandardHelpOptions = true,
    description = {
      "Connect, and wait until the tunnel stands or cannot be had.",
      "The tunnel stays when the command ends; interrupting the wait takes it down."
    })
final class ConnectCommand implements Callable<Integer> {
  static final int LARGEST_LOGIN = 16 << 10;

  private final CommandContext context;

  @Parameters(
      paramLabel = "NAME|FILE",
      description = "A stored profile, or a file that is not stored.")
  private String profile = "";

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      description = "How long to wait for the tunnel; 0 not at all. Default: ${DEFAULT-VALUE}.")
  private int wait = 60;

  @Option(
      names = "--data-path",
      paramLabel = "auto|kernel|userspace",
      description = "Which data path to use. Default: as chosen in the window, or auto.")
  private Optional<String> dataPath = Optional.empty();

  @Option(
      names = "--kill-switch",
      negatable = true,
      description = {
        "Let nothing leave this machine outside the tunnel until you disconnect, "
            + "also while it reconnects or the helper dies. Default: as in the settings."
      })
  private Optional<Boolean> killSwitch = Optional.empty();

  @Option(
      names = "--allow-lan",
      negatable = true,
      description = {
        "Leave local networks reachable beside a kill switch or a tunnel for everything.",
        "Default: as in the settings."
      })
  private Optional<Boolean> allowLan = Optional.empty();

  @Option(
      names = "--dns",
      paramLabel = "server|none|A,B",
      description = {
        "Ask the server's DNS servers, leave DNS as it is, or ask these addresses "
            + "through the tunnel. Default: as in the settings."
      })
  private Optional<String> dns = Optional.empty();

  @Option(names = "--tcp", description = "Use only those of the profile's servers that speak TCP.")
  private boolean tcp;

  @ArgGroup(exclusive = true)
  private Login login = new Login();

  @Option(
      names = "--proxy-auth-file",
      paramLabel = "FILE",
      description = {
        "Read user name and password for the profile's proxy "
            + "from the first two lines of a file."
      })
  private Optional<Path> proxyLoginFile = Optional.empty();

  @Option(
      names = "--passphrase-file",
      paramLabel = "FILE",
      description = "Read what unlocks the private key from the first line of a file.")
  private Optional<Path> passphraseFile = Optional.empty();

  @Option(
      names = "--no-saved-login",
      description = "Ask for login and passphrase also where the keyring has them.")
  private boolean noSavedLogin;

  @Option(names = "--json", description = "Print the status at the end as a JSON object.")
  private boolean json;

  ConnectCommand(CommandContext context) {
    this.context = context;
  }

  /** Where user name and password come from. */
  static final class Login {
    @Option(
        names = "--auth-file",
        paramLabel = "FILE",
        description = {
          "Read user name and password from the first two lines of a file, "
              + "and the response to the profile's static challenge from the third."
        })
    private Optional<Path> file = Optional.empty();

    @Option(names = "--auth-stdin", description = "Read them from standard input.")
    private boolean standardInput;
  }

  @Override
  public Integer call() throws Exception {
    Optional<DataPathChoice> choice = choice();
    if (wait < 0) {
      throw new UsageException("--wait is a number of seconds, not below 0");
    }
    KnownProfile known = KnownProfile.find(context, profile);
    Choices chosen = chosen(known.name());
    Protection protection = protection(chosen);
    KnownSecrets given = login();
    KnownSecrets secrets =
        new KnownSecrets(
            given.login().or(known.known()::login),
            given.response(),
            passphrase().or(known.known()::passphrase),
            proxyLogin().or(known.known()::proxyLogin));
    Optional<ProfileFacts> facts = ProfileFacts.of(known.text(), context.clock().instant());
    Request.Connect request =
        new Request.Connect(
            known.name(),
            wanted(known, facts),
            choice.orElse(chosen.dataPath()),
            secrets,
            protection);
    SavedLogin saved =
        new SavedLogin(context, known.name(), known.secretsId().filter(_ -> !noSavedLogin));
    Connecting connecting = new Connecting(context, known.name(), facts, saved, this::show);
    SessionStatus status = connecting.run(request, Duration.ofSeconds(wait));
    status.lastError().ifPresent(this::warn);
    if (json) {
      context.print(ShownJson.status(status));
    }
    return 0;
  }

  private String wanted(KnownProfile known, Optional<ProfileFacts> facts) throws CommandFailure {
    if (!tcp) {
      return known.text();
    }
    if (facts.flatMap(ProfileFacts::byTcp).isEmpty()) {
      throw new CommandFailure(
          Problem.of(
              ProblemCode.NOT_NOW,
              "the profile " + known.name() + " names no server by TCP",
              "Connect without --tcp, or ask the server's administrator for a profile with one."));
    }
    return ProfileFacts.onlyByTcp(known.text());
  }

  /** It is connected, but something of it does not work. */
  private void warn(Problem problem) {
    context.err().println("culvert: " + problem.message());
    context.err().println("  " + problem.hint());
    context.err().flush();
  }

  private void show(SessionStatus status) {
    if (!json) {
      // Why it failed is told with what to do about it, as the command's failure.
      context.print(
          status.state() == SessionState.FAILED
              ? status.name() + ": " + status.state().wireName()
              : StatusText.line(status));
    }
  }

  private Protection protection(Choices chosen) throws UsageException {
    Optional<DnsWish> wish = Optional.empty();
    if (dns.isPresent()) {
      try {
        wish = Optional.of(DnsWish.parse(dns.get()));
      } catch (IllegalArgumentException e) {
        throw new UsageException("--dns: " + e.getMessage());
      }
    }
    return new OwnProtection(killSwitch, allowLan, wish).over(chosen.protection());
  }

  /**
   * What the settings say. Those that nobody can read or understand are no reason to connect
   * without the kill switch that they may ask for; they stay where they are, so that the next try
   * is refused as well.
   */
  private Choices chosen(String name) throws CommandFailure {
    try {
      return context.settings().read().of(name);
    } catch (IOException e) {
      if (killSwitch.isEmpty()) {
        throw new CommandFailure(
            Problem.of(
                ProblemCode.NOT_NOW,
                "it is not known whether the kill switch is wanted, because the settings cannot be"
                    + " read: "
                    + IoReason.withFile(e),
                "Say whether you want it with culvert settings kill-switch on (or off), which puts a"
                    + " file aside that cannot be understood, and connect again; or connect with"
                    + " --kill-switch or --no-kill-switch."));
      }
      context.tell(
          "The settings cannot be read: " + IoReason.withFile(e),
          "  What you did not say now is as usual.");
      return Choices.USUAL;
    }
  }

  private Optional<DataPathChoice> choice() throws UsageException {
    if (dataPath.isEmpty()) {
      return Optional.empty();
    }
    for (DataPathChoice choice : DataPathChoice.values()) {
      if (choice.name().toLowerCase(Locale.ROOT).equals(dataPath.get())) {
        return Optional.of(choice);
      }
    }
    throw new UsageException("--data-path is auto, kernel or userspace, not " + dataPath.get());
  }

  private KnownSecrets login() throws IOException, UsageException {
    if (login.file.isPresent()) {
      Path file = login.file.get();
      return login(read(file, "--auth-file"), file.toString());
    }
    return login.standardInput
        ? login(context.in().readNBytes(LARGEST_LOGIN), "Standard input")
        : KnownSecrets.NONE;
  }

  static KnownSecrets login(byte[] content, String source) throws UsageException {
    try {
      return LoginText.parse(content)
          .orElseThrow(
              () ->
                  new UsageException(
                      source
                          + " does not hold a user name on the first line and a password on the"
                          + " second"));
    } finally {
      Arrays.fill(content, (byte) 0);
    }
  }

  private Optional<Credentials> proxyLogin() throws UsageException {
    if (proxyLoginFile.isEmpty()) {
      return Optional.empty();
    }
    Path file = proxyLoginFile.get();
    KnownSecrets read = login(read(file, "--proxy-auth-file"), file.toString());
    read.response().ifPresent(Secret::wipe);
    return read.login();
  }

  private Optional<Secret> passphrase() throws UsageException {
    if (passphraseFile.isEmpty()) {
      return Optional.empty();
    }
    byte[] content = read(passphraseFile.get(), "--passphrase-file");
    try {
      return Optional.of(LoginText.firstLine(content));
    } finally {
      Arrays.fill(content, (byte) 0);
    }
  }

  static byte[] read(Path file, String option) throws UsageException {
    try (var in = Files.newInputStream(file)) {
      return in.readNBytes(LARGEST_LOGIN);
    } catch (IOException e) {
      throw new UsageException(file + " of " + option + " cannot be read: " + IoReason.of(e));
    }
  }
}
