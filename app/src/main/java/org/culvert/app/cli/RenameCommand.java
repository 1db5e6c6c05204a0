package org.culvert.app.cli;

import java.util.concurrent.Callable;
import org.culvert.app.profiles.StoredProfile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "rename",
    mixinStandardHelpOptions = true,
    description = "Give a stored profile another name; its saved login stays.")
final class RenameCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(index = "0", paramLabel = "NAME", description = "The profile's name.")
  private String name = "";

  @Parameters(index = "1", paramLabel = "NEW", description = "Its new name.")
  private String newName = "";

  RenameCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    StoredProfile profile = context.stored(name);
    context.mustNotBeInUse(profile);
    context.print("Renamed to " + context.store().rename(profile, newName).name());
    return 0;
  }
}
