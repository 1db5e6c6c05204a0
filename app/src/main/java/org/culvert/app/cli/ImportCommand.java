package org.culvert.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.culvert.app.profiles.ProfileImporter.Outcome;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.json.JsonObject;
import org.culvert.core.api.json.ShownJson;
import org.culvert.core.profile.Finding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = "Store a profile with all files that it names, so that it can be connected.")
final class ImportCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(
      paramLabel = "FILE|DIR|ZIP|URL|-",
      description = "Where it is: a file, a folder, an archive, an https address, or - for input.")
  private String source = "";

  @Option(names = "--name", paramLabel = "N", description = "Its name, for a single profile.")
  private Optional<String> name = Optional.empty();

  @Option(names = "--json", description = "Print a JSON object.")
  private boolean json;

  ImportCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    List<Outcome> outcomes = context.importer().importFrom(source, name, context.in());
    if (json) {
      printJson(outcomes);
    } else {
      outcomes.forEach(this::printText);
    }
    boolean rejected = outcomes.stream().anyMatch(Outcome.Rejected.class::isInstance);
    return rejected ? ProblemCode.PROFILE_INVALID.exitStatus() : 0;
  }

  private void printText(Outcome outcome) {
    switch (outcome) {
      case Outcome.Stored stored -> {
        context.print((stored.isNew() ? "Imported " : "Already there: ") + stored.profile().name());
        stored.notes().stream()
            .filter(note -> note.severity() == Finding.Severity.WARNING)
            .forEach(note -> context.print("  " + note));
      }
      case Outcome.Rejected rejected -> {
        for (Problem problem : rejected.problems()) {
          context.err().println("culvert: " + problem.message());
          context.err().println("  " + problem.hint());
        }
      }
    }
  }

  private void printJson(List<Outcome> outcomes) {
    List<JsonObject> imported = new ArrayList<>();
    List<JsonObject> rejected = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      switch (outcome) {
        case Outcome.Stored stored ->
            imported.add(
                new JsonObject()
                    .put("name", stored.profile().name())
                    .put("source", stored.source())
                    .put("new", stored.isNew())
                    .putTexts("notes", stored.notes().stream().map(Finding::toString).toList()));
        case Outcome.Rejected bad ->
            rejected.add(
                new JsonObject()
                    .put("source", bad.source())
                    .put("error", ShownJson.problem(bad.problem()))
                    .putObjects(
                        "errors", bad.problems().stream().map(ShownJson::problem).toList()));
      }
    }
    context.print(
        new JsonObject().putObjects("imported", imported).putObjects("rejected", rejected));
  }
}
