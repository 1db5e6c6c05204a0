package org.culvert.app.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.culvert.app.files.IoReason;
import org.culvert.app.files.PrivateFiles;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = {
      "Write a stored profile, with all files that it names, to a file or to the output.",
      "It holds the private key: only its owner can read the file."
    })
final class ExportCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(index = "0", paramLabel = "NAME", description = "The profile's name.")
  private String name = "";

  @Parameters(index = "1", paramLabel = "FILE|-", description = "Where to; - for the output.")
  private String target = "";

  @Option(names = "--force", description = "Write over a file that is there.")
  private boolean force;

  ExportCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    String text = context.store().text(context.stored(name));
    if (target.equals("-")) {
      context.out().print(text);
      return 0;
    }
    Path file = Path.of(target).toAbsolutePath();
    if (!force && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new CommandFailure(
          Problem.of(
              ProblemCode.NOT_NOW,
              file + " is already there",
              "Name another file, or write over it with --force."));
    }
    try {
      PrivateFiles.write(file, text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new CommandFailure(
          Problem.of(
              ProblemCode.NOT_NOW,
              file + " was not written: " + IoReason.of(e),
              "Name a file in a folder that you may write to."));
    }
    return 0;
  }
}
