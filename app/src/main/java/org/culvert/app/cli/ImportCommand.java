package org.culvert.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.culvert.app.profiles.LoginText;
import org.culvert.app.profiles.ProfileException;
import org.culvert.app.profiles.ProfileImporter.Outcome;
import org.culvert.app.profiles.ProfileImporter.Wishes;
import org.culvert.app.profiles.StoredProfile;
import org.culvert.app.profiles.WebChallengeException;
import org.culvert.app.profiles.WebLogin;
import org.culvert.app.profiles.WebPlace;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.Question;
import org.culvert.core.api.Reply;
import org.culvert.core.api.Secret;
import org.culvert.core.api.json.JsonObject;
import org.culvert.core.api.json.ShownJson;
import org.culvert.core.profile.Finding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = "Store a profile with all files that it names, so that it can be connected.")
final class ImportCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(
      paramLabel = "FILE|DIR|ZIP|URL|-",
      description = "Where it is: a file, a folder, an archive, an https address, or - for input.")
  private String source = "";

  @Option(names = "--name", paramLabel = "N", description = "Its name, for a single profile.")
  private Optional<String> name = Optional.empty();

  @Option(
      names = "--replace",
      description = {
        "Take the place of a stored profile of the same name, and keep its saved login "
            + "unless other servers would get it."
      })
  private boolean replace;

  @Option(
      names = "--user",
      paramLabel = "USER",
      description = "Who asks a web service, such as an OpenVPN Access Server, for the profile.")
  private Optional<String> user = Optional.empty();

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "Read the password of that user from the first line of a file.")
  private Optional<Path> passwordFile = Optional.empty();

  @Option(
      names = "--autologin",
      description = "Ask an OpenVPN Access Server for a profile that signs in by itself.")
  private boolean autologin;

  @Option(names = "--json", description = "Print a JSON object.")
  private boolean json;

  ImportCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    List<StoredProfile> before = replace ? context.store().list() : List.of();
    List<Outcome> outcomes = importFrom(login());
    outcomes.forEach(outcome -> forgetSecrets(before, outcome));
    if (json) {
      printJson(outcomes);
    } else {
      outcomes.forEach(this::printText);
    }
    boolean rejected = outcomes.stream().anyMatch(Outcome.Rejected.class::isInstance);
    return rejected ? ProblemCode.PROFILE_INVALID.exitStatus() : 0;
  }

  /** A web service may want more than a password, and more than once. */
  private List<Outcome> importFrom(Optional<WebLogin> first) throws ProfileException {
    Optional<WebLogin> login = first;
    while (true) {
      try {
        return context
            .importer()
            .importFrom(source, new Wishes(name, replace, login), context.in());
      } catch (WebChallengeException e) {
        Secret response =
            context
                .prompt()
                .answer(WebPlace.named(source), new Question.Challenge(e.text(), e.echo(), true))
                .flatMap(Reply::response)
                .orElseThrow(() -> e);
        login = Optional.of(new WebLogin(user.orElse(""), e.password(response), autologin));
      }
    }
  }

  /** What leads to other servers does not get the login that was saved for the old ones. */
  private void forgetSecrets(List<StoredProfile> before, Outcome outcome) {
    if (outcome instanceof Outcome.Stored stored) {
      StoredProfile now = stored.profile();
      before.stream()
          .filter(old -> old.name().equals(now.name()) && !old.id().equals(now.id()))
          .forEach(context::forgetSecrets);
    }
  }

  private Optional<WebLogin> login() throws UsageException {
    if (user.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new WebLogin(user.get(), password(user.get()), autologin));
  }

  private Secret password(String name) throws UsageException {
    if (passwordFile.isPresent()) {
      byte[] content = ConnectCommand.read(passwordFile.get(), "--password-file");
      try {
        return LoginText.firstLine(content);
      } finally {
        Arrays.fill(content, (byte) 0);
      }
    }
    return context
        .prompt()
        .answer(
            WebPlace.named(source),
            new Question.Login(Optional.of(name), true, Optional.empty(), ""))
        .flatMap(Reply::password)
        .orElseThrow(
            () -> new UsageException("--user wants a password: give it with --password-file"));
  }

  private void printText(Outcome outcome) {
    switch (outcome) {
      case Outcome.Stored stored -> {
        context.print((stored.isNew() ? "Imported " : "Already there: ") + stored.profile().name());
        stored.notes().stream()
            .filter(note -> note.severity() == Finding.Severity.WARNING)
            .forEach(note -> context.print("  " + note));
      }
      case Outcome.Rejected rejected -> {
        for (Problem problem : rejected.problems()) {
          context.err().println("culvert: " + problem.message());
          context.err().println("  " + problem.hint());
        }
      }
    }
  }

  private void printJson(List<Outcome> outcomes) {
    List<JsonObject> imported = new ArrayList<>();
    List<JsonObject> rejected = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      switch (outcome) {
        case Outcome.Stored stored ->
            imported.add(
                new JsonObject()
                    .put("name", stored.profile().name())
                    .put("source", stored.source())
                    .put("new", stored.isNew())
                    .putTexts("notes", stored.notes().stream().map(Finding::toString).toList()));
        case Outcome.Rejected bad ->
            rejected.add(
                new JsonObject()
                    .put("source", bad.source())
                    .put("error", ShownJson.problem(bad.problem()))
                    .putObjects(
                        "errors", bad.problems().stream().map(ShownJson::problem).toList()));
      }
    }
    context.print(
        new JsonObject().putObjects("imported", imported).putObjects("rejected", rejected));
  }
}
