package org.culvert.app.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.culvert.app.profiles.StoredProfile;
import org.culvert.core.api.json.JsonObject;
import org.culvert.core.api.json.ShownJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "List the stored profiles; a star marks favourites.")
final class ListCommand implements Callable<Integer> {
  private final CommandContext context;

  @Option(names = "--json", description = "Print a JSON list.")
  private boolean json;

  ListCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    List<StoredProfile> profiles = context.store().list();
    if (json) {
      context.print(ShownJson.list(profiles.stream().map(ListCommand::describe).toList()));
      return 0;
    }
    int width = profiles.stream().mapToInt(profile -> profile.name().length()).max().orElse(0);
    boolean marked = profiles.stream().anyMatch(StoredProfile::favourite);
    for (StoredProfile profile : profiles) {
      context.print(
          (profile.favourite() ? "* " : marked ? "  " : "")
              + profile.name()
              + " ".repeat(width - profile.name().length() + 2)
              + profile.server()
              + (profile.asksForPassword() ? "  (user name and password)" : ""));
    }
    if (profiles.isEmpty()) {
      context.print("No profiles yet. culvert import FILE stores one.");
    }
    return 0;
  }

  private static JsonObject describe(StoredProfile profile) {
    return new JsonObject()
        .put("name", profile.name())
        .put("server", profile.server())
        .put("asksForPassword", profile.asksForPassword())
        .put("imported", profile.imported().toString())
        .put("favourite", profile.favourite());
  }
}
