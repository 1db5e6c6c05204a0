package org.culvert.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.culvert.app.keyring.KeyringException;
import org.culvert.app.keyring.SecretName;
import org.culvert.app.profiles.LoginText;
import org.culvert.app.profiles.StoredProfile;
import org.culvert.core.api.Credentials;
import org.culvert.core.api.KnownSecrets;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.Question;
import org.culvert.core.api.Reply;
import org.culvert.core.api.Secret;
import org.culvert.core.profile.IncludedFiles;
import org.culvert.core.profile.ProfileParser;
import org.culvert.core.profile.Proxy;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "remember",
    mixinStandardHelpOptions = true,
    description = {
      "Save the login of a stored profile in the keyring, or that for its proxy, or the passphrase "
          + "of its key.",
      "What is not given by an option is asked for."
    })
final class RememberCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(paramLabel = "NAME", description = "The profile's name.")
  private String name = "";

  @Option(names = "--proxy", description = "Save the login for the profile's proxy.")
  private boolean proxy;

  @Option(
      names = "--proxy-at",
      paramLabel = "HOST:PORT",
      description = "Save the login for this one of the profile's proxies.")
  private Optional<String> proxyAt = Optional.empty();

  @ArgGroup(exclusive = true)
  private Source source = new Source();

  RememberCommand(CommandContext context) {
    this.context = context;
  }

  /** Where the secret comes from. */
  static final class Source {
    @Option(
        names = "--auth-file",
        paramLabel = "FILE",
        description = "Read user name and password from the first two lines of a file.")
    private Optional<Path> login = Optional.empty();

    @Option(names = "--auth-stdin", description = "Read them from standard input.")
    private boolean standardInput;

    @Option(names = "--passphrase", description = "Ask for what unlocks the private key.")
    private boolean passphrase;

    @Option(
        names = "--passphrase-file",
        paramLabel = "FILE",
        description = "Read what unlocks the private key from the first line of a file.")
    private Optional<Path> passphraseFile = Optional.empty();
  }

  @Override
  public Integer call() throws Exception {
    StoredProfile profile = context.stored(name);
    String id =
        context
            .store()
            .secretsId(profile)
            .orElseThrow(
                () ->
                    new CommandFailure(
                        Problem.of(
                            ProblemCode.NOT_NOW,
                            profile.name() + " wants its login forgotten",
                            "Its auth-nocache says so: whoever made the profile can take it out.")));
    boolean forProxy = proxy || proxyAt.isPresent();
    boolean forKey = source.passphrase || source.passphraseFile.isPresent();
    if (forProxy && forKey) {
      throw new UsageException(
          "a proxy takes a login, and no passphrase: save one after the other");
    }
    if (forProxy) {
      String at = proxyOf(profile);
      save(
          SecretName.proxyLogin(id, at), "proxy login", login(new Question.ProxyLogin(at, "", "")));
      context.print("Saved the login of " + profile.name() + " for " + at + " in the keyring");
    } else if (forKey) {
      save(SecretName.passphrase(id), "passphrase of the key", new Credentials("", passphrase()));
      context.print("Saved the passphrase of " + profile.name() + " in the keyring");
    } else {
      save(
          SecretName.login(id),
          "login",
          login(new Question.Login(Optional.empty(), true, Optional.empty(), "")));
      context.print("Saved the login of " + profile.name() + " in the keyring");
    }
    return 0;
  }

  private void save(SecretName secretName, String what, Credentials secret) throws CommandFailure {
    try {
      context.keyring().store(secretName, "Culvert: " + what + " of " + name, secret);
    } catch (KeyringException e) {
      throw new CommandFailure(
          Problem.of(
              ProblemCode.NOT_NOW,
              "Nothing was saved for " + name + ": " + e.trouble().text(),
              "Unlock the keyring in a desktop session, and try again."));
    } finally {
      secret.password().wipe();
    }
  }

  /** As the helper will name it: a secret goes to no other one. */
  private String proxyOf(StoredProfile profile) throws IOException, CommandFailure {
    List<String> proxies = proxies(context.store().text(profile));
    Optional<String> wanted =
        proxyAt.or(() -> proxies.size() == 1 ? Optional.of(proxies.getFirst()) : Optional.empty());
    if (proxies.isEmpty()) {
      throw new CommandFailure(
          Problem.of(
              ProblemCode.NOT_NOW,
              "the profile " + profile.name() + " names no proxy",
              "One would stand in a line http-proxy or socks-proxy. See them with: culvert edit "
                  + ShellWord.of(profile.name())));
    }
    if (wanted.filter(proxies::contains).isEmpty()) {
      throw new CommandFailure(
          Problem.of(
              ProblemCode.NOT_NOW,
              wanted
                  .map(it -> "the profile " + profile.name() + " names no proxy " + it)
                  .orElse("the profile " + profile.name() + " names several proxies"),
              "Give one of these with --proxy-at: " + String.join(", ", proxies)));
    }
    return wanted.get();
  }

  private List<String> proxies(String text) {
    List<Proxy> named =
        new ProfileParser(context.clock().instant())
            .parse("profile", text, IncludedFiles.NONE).profile().stream()
                .flatMap(parsed -> parsed.remotes().stream())
                .flatMap(remote -> remote.proxy().stream())
                .toList();
    named.stream()
        .flatMap(it -> it.credentials().stream())
        .forEach(credentials -> credentials.password().wipe());
    return named.stream().map(Proxy::text).distinct().toList();
  }

  private Credentials login(Question question) throws IOException, UsageException, CommandFailure {
    if (source.login.isPresent()) {
      Path file = source.login.get();
      return only(ConnectCommand.login(ConnectCommand.read(file, "--auth-file"), file.toString()));
    }
    if (source.standardInput) {
      return only(
          ConnectCommand.login(
              context.in().readNBytes(ConnectCommand.LARGEST_LOGIN), "Standard input"));
    }
    Reply reply = asked(question, "--auth-file or --auth-stdin");
    return new Credentials(reply.username().orElseThrow(), reply.password().orElseThrow());
  }

  private static Credentials only(KnownSecrets read) {
    read.response().ifPresent(Secret::wipe); // good for once, if at all
    return read.login().orElseThrow();
  }

  private Secret passphrase() throws UsageException, CommandFailure {
    if (source.passphraseFile.isPresent()) {
      byte[] content = ConnectCommand.read(source.passphraseFile.get(), "--passphrase-file");
      try {
        return LoginText.firstLine(content);
      } finally {
        Arrays.fill(content, (byte) 0);
      }
    }
    return asked(new Question.KeyPassphrase("key", ""), "--passphrase-file")
        .password()
        .orElseThrow();
  }

  private Reply asked(Question question, String option) throws CommandFailure {
    return context
        .prompt()
        .answer(name, question)
        .orElseThrow(
            () ->
                new CommandFailure(
                    Problem.of(
                        ProblemCode.NOT_NOW,
                        "nobody could be asked what to save for " + name,
                        "Run it in a terminal, or use " + option + ".")));
  }
}
