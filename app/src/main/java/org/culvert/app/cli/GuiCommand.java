package org.culvert.app.cli;

import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.culvert.app.instance.Visit;
import org.culvert.app.profiles.WebPlace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "gui",
    mixinStandardHelpOptions = true,
    description = {
      "Open the window; the same as no command.",
      "A window that is open already comes to the front. It shows what would be imported, or where "
          + "from, and asks."
    })
final class GuiCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description = {
        "Profiles to import: .ovpn or .zip files, also as file: addresses.",
        "Or one address: https://..., or openvpn://import-profile/https://..."
      })
  private List<String> files = List.of();

  @Option(
      names = "--hidden",
      description = "Show only the icon in the tray at first, where there is a tray.")
  private boolean hidden;

  GuiCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws CommandFailure, UsageException, InterruptedException {
    return context.openWindow(new Window.Wish(Optional.empty(), visit(), hidden));
  }

  private Visit visit() throws UsageException {
    if (files.size() == 1 && WebPlace.isMeant(files.getFirst())) {
      return new Visit(List.of(), Optional.of(files.getFirst()));
    }
    List<Path> paths = new ArrayList<>();
    for (String file : files) {
      paths.add(path(file));
    }
    return new Visit(paths);
  }

  /** The other window may have been started in another folder. */
  private static Path path(String file) throws UsageException {
    try {
      if (file.toLowerCase(Locale.ROOT).startsWith("file:")) {
        return Path.of(URI.create(file));
      }
      if (file.contains("://")) {
        throw new UsageException(
            WebPlace.named(file)
                + " is not a file on this computer; the window takes one https address, and no files"
                + " with it");
      }
      return Path.of(file).toAbsolutePath().normalize();
    } catch (IllegalArgumentException | FileSystemNotFoundException e) {
      throw new UsageException(file + " is not the name of a file");
    }
  }
}
