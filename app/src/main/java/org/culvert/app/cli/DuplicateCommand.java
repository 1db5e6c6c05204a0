package org.culvert.app.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.culvert.app.profiles.ProfileStore;
import org.culvert.app.profiles.StoredProfile;
import org.culvert.core.api.KnownSecrets;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "duplicate",
    mixinStandardHelpOptions = true,
    description = "Store a copy of a stored profile.")
final class DuplicateCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(index = "0", paramLabel = "NAME", description = "The profile's name.")
  private String name = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "COPY",
      description = "The name of the copy; otherwise it gets a number.")
  private Optional<String> copy = Optional.empty();

  DuplicateCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    StoredProfile profile = context.stored(name);
    if (copy.isPresent() && context.store().find(copy.get()).isPresent()) {
      throw new CommandFailure(
          Problem.of(
              ProblemCode.PROFILE_INVALID,
              "There is already a profile named " + copy.get(),
              "Choose another name, or give none: then it gets a number."));
    }
    KnownSecrets known = context.store().known(profile);
    try {
      StoredProfile made =
          context
              .store()
              .add(
                  new ProfileStore.Draft(
                      copy.orElse(profile.name()),
                      copy.isPresent() ? ProfileStore.IfTaken.REFUSE : ProfileStore.IfTaken.NUMBER,
                      context.store().text(profile),
                      known,
                      profile.server(),
                      profile.asksForPassword()));
      context.print("Stored " + made.name());
      return 0;
    } finally {
      known.wipe();
    }
  }
}
