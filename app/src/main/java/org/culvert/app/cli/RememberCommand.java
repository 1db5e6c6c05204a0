package org.culvert.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
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
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "remember",
    mixinStandardHelpOptions = true,
    description = {
      "Save the login of a stored profile, or the passphrase of its key, in the keyring.",
      "What is not given by an option is asked for."
    })
final class RememberCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(paramLabel = "NAME", description = "The profile's name.")
  private String name = "";

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
    if (source.passphrase || source.passphraseFile.isPresent()) {
      save(SecretName.passphrase(id), "passphrase of the key", new Credentials("", passphrase()));
      context.print("Saved the passphrase of " + profile.name() + " in the keyring");
    } else {
      save(SecretName.login(id), "login", login());
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

  private Credentials login() throws IOException, UsageException, CommandFailure {
    if (source.login.isPresent()) {
      Path file = source.login.get();
      return only(ConnectCommand.login(ConnectCommand.read(file, "--auth-file"), file.toString()));
    }
    if (source.standardInput) {
      return only(
          ConnectCommand.login(
              context.in().readNBytes(ConnectCommand.LARGEST_LOGIN), "Standard input"));
    }
    Reply reply =
        asked(
            new Question.Login(Optional.empty(), true, Optional.empty(), ""),
            "--auth-file or --auth-stdin");
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
