package org.culvert.app.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.culvert.app.client.HelperUnreachableException;
import org.culvert.app.keyring.KeyringException;
import org.culvert.app.profiles.StoredProfile;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "remove", mixinStandardHelpOptions = true, description = "Remove a stored profile.")
final class RemoveCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(paramLabel = "NAME", description = "The profile's name.")
  private String name = "";

  RemoveCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    Optional<StoredProfile> profile = context.store().find(name);
    if (profile.isEmpty()) {
      throw new CommandFailure(Problem.of(ProblemCode.PROFILE_UNKNOWN, name));
    }
    if (isInUse(profile.get().name())) {
      throw new CommandFailure(
          Problem.of(
              ProblemCode.NOT_NOW,
              profile.get().name() + " is in use",
              "End it first: culvert disconnect " + profile.get().name()));
    }
    context.store().remove(profile.get());
    forgetSecrets(profile.get());
    return 0;
  }

  /** The profile is gone either way; a secret that stays behind belongs to nothing any more. */
  private void forgetSecrets(StoredProfile profile) {
    try {
      context.keyring().forget(profile.id());
    } catch (KeyringException e) {
      if (!e.trouble().isAbsence()) {
        context
            .err()
            .println(
                "If a login of "
                    + profile.name()
                    + " was saved, it is still in the keyring: "
                    + e.trouble().text());
        context.err().flush();
      }
    }
  }

  /** Without a helper there is no session. */
  private boolean isInUse(String profile) throws CommandFailure {
    try {
      return context.session(profile).filter(status -> !status.state().ended()).isPresent();
    } catch (HelperUnreachableException e) {
      return false;
    }
  }
}
