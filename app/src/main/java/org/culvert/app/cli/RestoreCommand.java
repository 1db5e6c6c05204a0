package org.culvert.app.cli;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.culvert.app.files.IoReason;
import org.culvert.app.profiles.RemovedProfiles.Removed;
import org.culvert.app.profiles.StoredProfile;
import org.culvert.app.settings.Overrides;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.json.JsonObject;
import org.culvert.core.api.json.ShownJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "restore",
    mixinStandardHelpOptions = true,
    description = {
      "Bring a profile back that was removed in the last 7 days, with culvert remove or in the "
          + "window, with its settings and its place in the list.",
      "Totals stay with a name in any case; a login that was saved in the keyring was forgotten with "
          + "the profile."
    })
final class RestoreCommand implements Callable<Integer> {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  private final CommandContext context;

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "Its name; otherwise the last that was removed comes back.")
  private Optional<String> name = Optional.empty();

  @Option(names = "--list", description = "Only list what can come back, and until when.")
  private boolean list;

  @Option(names = "--json", description = "Print a JSON list with --list, otherwise an object.")
  private boolean json;

  RestoreCommand(CommandContext context) {
    this.context = context;
  }

  /** To the minute, where the user is. */
  static String time(Instant instant) {
    return TIME.format(instant.atZone(ZoneId.systemDefault()));
  }

  @Override
  public Integer call() throws Exception {
    if (list) {
      printAll(context.store().removed().list());
      return 0;
    }
    Removed removed = chosen();
    StoredProfile back = context.store().removed().restore(removed);
    restoreSettings(removed, back);
    if (json) {
      context.print(
          new JsonObject()
              .put("name", back.name())
              .put("loginForgotten", removed.loginForgotten()));
      return 0;
    }
    String was = removed.profile().name();
    context.print(
        was.equals(back.name())
            ? was + " is back"
            : was + " is back as " + back.name() + ": another profile has its name");
    if (removed.loginForgotten()) {
      context.print(
          "  Its saved login is not: culvert remember "
              + ShellWord.of(back.name())
              + " saves it again.");
    }
    return 0;
  }

  private Removed chosen() throws IOException, CommandFailure {
    Optional<Removed> found =
        name.isPresent()
            ? context.store().removed().find(name.get())
            : context.store().removed().list().stream().findFirst();
    return found.orElseThrow(
        () ->
            new CommandFailure(
                Problem.of(
                    ProblemCode.NOT_NOW,
                    name.map(it -> "no profile named " + it + " was removed of late")
                        .orElse("no profile was removed of late"),
                    "culvert restore --list tells which can come back. What was removed for good, "
                        + "or more than 7 days ago, has to be imported again.")));
  }

  private void restoreSettings(Removed removed, StoredProfile back) {
    Overrides different = Overrides.parse(removed.settings());
    if (different.equals(Overrides.NONE)) {
      return;
    }
    try {
      context.settings().change(now -> now.withProfile(back.name(), _ -> different));
    } catch (IOException e) {
      context.err().println("What was set for it alone did not come back: " + IoReason.withFile(e));
      context.err().flush();
    }
  }

  private void printAll(List<Removed> all) {
    if (json) {
      context.print(ShownJson.list(all.stream().map(RestoreCommand::describe).toList()));
      return;
    }
    int width = all.stream().mapToInt(each -> each.profile().name().length()).max().orElse(0);
    for (Removed each : all) {
      context.print(
          each.profile().name()
              + " ".repeat(width - each.profile().name().length() + 2)
              + "until "
              + time(each.until())
              + "  "
              + each.profile().server());
    }
    if (all.isEmpty()) {
      context.print("Nothing that was removed can come back.");
    }
  }

  private static JsonObject describe(Removed removed) {
    return new JsonObject()
        .put("name", removed.profile().name())
        .put("server", removed.profile().server())
        .put("until", removed.until().toString())
        .put("loginForgotten", removed.loginForgotten());
  }
}
