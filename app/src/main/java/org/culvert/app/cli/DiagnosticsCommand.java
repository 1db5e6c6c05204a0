package org.culvert.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.culvert.app.client.HelperUnreachableException;
import org.culvert.app.diagnostics.Diagnostics;
import org.culvert.app.files.IoReason;
import org.culvert.app.files.MissingFolderException;
import org.culvert.app.files.PrivateFiles;
import org.culvert.app.files.UserFolders;
import org.culvert.app.profiles.ProfileStore;
import org.culvert.app.profiles.StoredProfile;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.SessionStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "diagnostics",
    mixinStandardHelpOptions = true,
    description = {
      "Write an archive for whoever helps you: versions, what doctor finds, your sessions with their "
          + "logs and profiles.",
      "Passwords, keys and tokens stay out; names of hosts and users are in it."
    })
final class DiagnosticsCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "The archive, which must not be there yet. Default: one named by the time.")
  private Optional<Path> file = Optional.empty();

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description = "Only about this profile. Default: about each that was connected lately.")
  private Optional<String> profile = Optional.empty();

  @Option(
      names = "--without-names",
      description = "Leave out names of hosts and users, addresses and certificates, too.")
  private boolean withoutNames;

  DiagnosticsCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    Diagnostics diagnostics =
        new Diagnostics(
            context.helper(),
            context.localFindings(),
            context.clock(),
            ReleaseVersion.text(),
            Optional.of(
                UserFolders.config(context.environment(), System.getProperty("user.home", "/"))
                    .resolve("settings.json")));
    Path target = file.orElseGet(() -> Path.of(diagnostics.fileName()));
    byte[] archive = diagnostics.zip(subjects(), withoutNames);
    try {
      PrivateFiles.create(target, archive);
    } catch (MissingFolderException e) {
      throw notWritten(target, e, "Make the folder " + e.getFile() + ", or name another file.");
    } catch (IOException e) {
      throw notWritten(target, e, "Name another file.");
    }
    context.print("Wrote " + target + ". Only you can read it.");
    context.print(
        withoutNames
            ? "Secrets and the names that Culvert knows are left out. Look through it before you"
                + " send it."
            : "Secrets are left out; names of hosts and users and addresses are in it"
                + " (--without-names leaves them out).");
    return 0;
  }

  private static CommandFailure notWritten(Path target, IOException e, String whatToDo) {
    return new CommandFailure(
        Problem.of(ProblemCode.NOT_NOW, target + " was not written: " + IoReason.of(e), whatToDo));
  }

  private List<Diagnostics.Subject> subjects() throws Exception {
    if (profile.isPresent()) {
      String name = KnownProfile.sessionName(context, profile.get());
      Optional<StoredProfile> stored = context.store().find(name);
      if (stored.isEmpty() && !sessionNames().contains(name)) {
        throw new CommandFailure(Problem.of(ProblemCode.PROFILE_UNKNOWN, profile.get()));
      }
      return List.of(subject(name));
    }
    List<Diagnostics.Subject> subjects = new ArrayList<>();
    for (String name : sessionNames()) {
      subjects.add(subject(name));
    }
    return subjects;
  }

  /** Without a helper there are none; the archive then says why. */
  private List<String> sessionNames() throws CommandFailure {
    try {
      return context.sessions().stream().map(SessionStatus::name).toList();
    } catch (HelperUnreachableException e) {
      return List.of();
    }
  }

  private Diagnostics.Subject subject(String name) {
    ProfileStore store = context.store();
    return Diagnostics.Subject.of(
        name,
        () -> {
          Optional<StoredProfile> stored = store.find(name);
          return stored.isPresent() ? Optional.of(store.text(stored.get())) : Optional.empty();
        },
        () -> {
          Optional<StoredProfile> stored = store.find(name);
          return stored.isPresent() ? Optional.of(store.known(stored.get())) : Optional.empty();
        });
  }
}
