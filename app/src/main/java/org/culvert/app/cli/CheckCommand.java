package org.culvert.app.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.culvert.app.profiles.ProfileImporter;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.SessionStatus.DataPathInfo;
import org.culvert.core.api.json.JsonObject;
import org.culvert.core.api.json.ShownJson;
import org.culvert.core.profile.DataPathReason;
import org.culvert.core.profile.Explained;
import org.culvert.core.profile.Finding;
import org.culvert.core.profile.ProfileReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = "Explain a profile: every directive and what becomes of it, and the data path.")
final class CheckCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(paramLabel = "FILE", description = "The profile.")
  private Path file = Path.of("");

  @Option(names = "--json", description = "Print a JSON object.")
  private boolean json;

  CheckCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    ProfileReport report = context.importer().read(file).report();
    List<Problem> problems = problems(report);
    if (json) {
      context.print(describe(report, problems));
    } else {
      print(report);
    }
    problems.forEach(this::print);
    return problems.isEmpty() ? 0 : ProblemCode.PROFILE_INVALID.exitStatus();
  }

  /** Why connecting would fail: what is wrong in it. */
  private List<Problem> problems(ProfileReport report) {
    return report.profile().isPresent()
        ? List.of()
        : ProfileImporter.problems(report, file.toString());
  }

  private void print(Problem problem) {
    context.out().flush();
    context.err().println("culvert: " + problem.message());
    context.err().println("  " + problem.hint());
  }

  private void print(ProfileReport report) {
    int width = report.explained().stream().mapToInt(line -> line.text().length()).max().orElse(0);
    for (Explained line : report.explained()) {
      context.print(
          String.format(
              Locale.ROOT,
              "%4d  %-" + Math.max(1, Math.min(width, 50)) + "s  %s: %s",
              line.line(),
              line.text(),
              name(line.action()),
              line.reason()));
    }
    report.findings().stream()
        .filter(finding -> finding.severity() != Finding.Severity.ERROR)
        .forEach(finding -> context.print(name(finding.severity()) + ": " + finding));
    dataPath(report)
        .ifPresent(path -> context.print("data path: " + path.kind() + ": " + path.reason()));
  }

  private static Optional<DataPathInfo> dataPath(ProfileReport report) {
    return report.profile().map(DataPathReason::of).map(CheckCommand::askDoctor);
  }

  private static DataPathInfo askDoctor(DataPathInfo path) {
    return path.kind().equals("kernel")
        ? new DataPathInfo(
            path.kind(),
            path.reason()
                + "; whether this machine's kernel has the driver is what culvert doctor says")
        : path;
  }

  private JsonObject describe(ProfileReport report, List<Problem> problems) {
    JsonObject object =
        new JsonObject().put("file", file.toString()).put("usable", problems.isEmpty());
    dataPath(report)
        .ifPresent(
            path ->
                object.put(
                    "dataPath",
                    new JsonObject().put("kind", path.kind()).put("reason", path.reason())));
    problems.stream()
        .findFirst()
        .ifPresent(problem -> object.put("error", ShownJson.problem(problem)));
    return object
        .putObjects("directives", report.explained().stream().map(this::describe).toList())
        .putObjects("findings", report.findings().stream().map(this::describe).toList());
  }

  private JsonObject describe(Explained line) {
    return new JsonObject()
        .put("line", line.line())
        .put("text", line.text())
        .put("action", name(line.action()))
        .put("reason", line.reason());
  }

  private JsonObject describe(Finding finding) {
    return new JsonObject()
        .put("severity", name(finding.severity()))
        .put("line", finding.line())
        .put("directive", finding.directive())
        .put("what", finding.what())
        .put("whatToDo", finding.whatToDo());
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
