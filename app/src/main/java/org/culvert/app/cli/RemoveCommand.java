package org.culvert.app.cli;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.culvert.app.files.IoReason;
import org.culvert.app.profiles.RemovedProfiles;
import org.culvert.app.profiles.StoredProfile;
import org.culvert.app.settings.Overrides;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "remove",
    mixinStandardHelpOptions = true,
    description = {
      "Remove a stored profile, and forget its saved login.",
      "The profile and its settings are kept for 7 days, with its private key, so that culvert "
          + "restore can bring them back; the first Culvert that runs after that deletes them."
    })
final class RemoveCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(paramLabel = "NAME", description = "The profile's name.")
  private String name = "";

  @Option(
      names = "--for-good",
      description = {
        "Keep nothing that could come back. Also deletes what was kept of profiles of that name "
            + "that were removed before."
      })
  private boolean forGood;

  RemoveCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    Optional<StoredProfile> stored = context.store().find(name);
    if (stored.isPresent()) {
      context.mustNotBeInUse(stored.get());
      remove(stored.get(), different(stored.get()));
    }
    boolean kept = forGood && context.store().removed().delete(name);
    if (stored.isEmpty() && !kept) {
      throw new CommandFailure(Problem.of(ProblemCode.PROFILE_UNKNOWN, name));
    }
    if (forGood) {
      context.print("Removed " + stored.map(StoredProfile::name).orElse(name) + " for good");
    }
    return 0;
  }

  private void remove(StoredProfile profile, Overrides different) throws IOException {
    if (forGood) {
      context.store().remove(profile);
      context.forgetSecrets(profile);
    } else {
      removeForNow(profile, different);
    }
    if (!different.equals(Overrides.NONE)) {
      forgetSettings(profile);
    }
  }

  private void removeForNow(StoredProfile profile, Overrides different) throws IOException {
    RemovedProfiles removed = context.store().removed();
    RemovedProfiles.Removed kept = removed.take(profile, different.text());
    boolean loginForgotten = context.forgetSecrets(profile);
    if (loginForgotten) {
      removed.loginForgotten(kept);
    }
    String word = ShellWord.of(profile.name());
    context.print("Removed " + profile.name() + ". To bring it back: culvert restore " + word);
    context.print(
        "  Its private key is kept until "
            + RestoreCommand.time(kept.until())
            + ", and deleted when Culvert runs next after that;");
    context.print("  culvert remove --for-good " + word + " deletes it now.");
    if (loginForgotten) {
      context.print("  Its saved login is forgotten, and will not come back.");
    }
  }

  /** Settings that cannot be read stay as they are, and keep no profile from being removed. */
  private Overrides different(StoredProfile profile) {
    try {
      return context.settings().read().overrides(profile.name());
    } catch (IOException e) {
      tellStillSet(e);
      return Overrides.NONE;
    }
  }

  /** Another profile of that name is another profile. */
  private void forgetSettings(StoredProfile profile) {
    try {
      context.settings().change(now -> now.withProfile(profile.name(), _ -> Overrides.NONE));
    } catch (IOException e) {
      tellStillSet(e);
    }
  }

  private void tellStillSet(IOException why) {
    context.tell("What was set for it alone is still set: " + IoReason.withFile(why));
  }
}
