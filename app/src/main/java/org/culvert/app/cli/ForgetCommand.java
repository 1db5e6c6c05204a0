package org.culvert.app.cli;

import java.util.concurrent.Callable;
import org.culvert.app.keyring.KeyringException;
import org.culvert.app.profiles.StoredProfile;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "forget",
    mixinStandardHelpOptions = true,
    description = {
      "Forget what the keyring has for a stored profile: its login, that for its proxy, and its "
          + "passphrase."
    })
final class ForgetCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(paramLabel = "NAME", description = "The profile's name.")
  private String name = "";

  ForgetCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    StoredProfile profile = context.stored(name);
    try {
      boolean was = context.keyring().forget(profile.id());
      context.print(
          was
              ? "Forgot the saved login of " + profile.name()
              : "No login of " + profile.name() + " is saved");
      return 0;
    } catch (KeyringException e) {
      throw new CommandFailure(
          Problem.of(
              ProblemCode.NOT_NOW,
              "The saved login of " + profile.name() + " was not forgotten: " + e.trouble().text(),
              "Unlock the keyring in a desktop session, and try again."));
    }
  }
}
