package org.culvert.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.culvert.app.files.IoReason;
import org.culvert.app.profiles.StoredProfile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "rename",
    mixinStandardHelpOptions = true,
    description = "Give a stored profile another name; its saved login, settings and totals stay.")
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
    String now = context.store().rename(profile, newName).name();
    moveWhatBelongsToIt(profile.name(), now);
    context.print("Renamed to " + now);
    return 0;
  }

  private void moveWhatBelongsToIt(String old, String now) {
    also("settings", () -> context.settings().change(settings -> settings.renamed(old, now)));
    also("totals", () -> context.totals().rename(old, now).ifPresent(this::tellPutAside));
  }

  private void also(String what, Moving moving) {
    try {
      moving.move();
    } catch (IOException e) {
      context.err().println("Its " + what + " do not go with it: " + IoReason.withFile(e));
      context.err().flush();
    }
  }

  private void tellPutAside(Path file) {
    context.tell(
        "The totals could not be understood, and counting begins anew.",
        "  What there was is kept as " + file);
  }

  @FunctionalInterface
  private interface Moving {
    void move() throws IOException;
  }
}
