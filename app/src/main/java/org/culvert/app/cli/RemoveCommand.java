package org.culvert.app.cli;

import java.util.concurrent.Callable;
import org.culvert.app.profiles.StoredProfile;
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
    StoredProfile profile = context.stored(name);
    context.mustNotBeInUse(profile);
    context.store().remove(profile);
    context.forgetSecrets(profile);
    return 0;
  }
}
