package org.culvert.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.culvert.app.profiles.FoundProfile;
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
    description = {
      "Explain a profile: every directive and what becomes of it, and the data path.",
      "Of a folder, an archive or an address each profile, as culvert import would find it."
    })
final class CheckCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(
      paramLabel = "FILE|DIR|ZIP|URL|-",
      description = "Where it is: a file, a folder, an archive, an https address, or - for input.")
  private String source = "";

  @Option(names = "--json", description = "Print a JSON object; of more than a file, a list.")
  private boolean json;

  CheckCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    if (isOneFile()) {
      ProfileReport report = context.importer().read(Path.of(source)).report();
      return check(List.of(new Looked(source, report)), false);
    }
    List<FoundProfile> found = context.importer().look(source, Optional.empty(), context.in());
    found.forEach(each -> ProfileImporter.known(each.bundle()).wipe());
    return check(
        found.stream().map(each -> new Looked(each.source(), each.bundle().report())).toList(),
        true);
  }

  private record Looked(String file, ProfileReport report) {
    /** Why connecting would fail: what is wrong in it. */
    List<Problem> problems() {
      return report.profile().isPresent() ? List.of() : ProfileImporter.problems(report, file);
    }
  }

  private boolean isOneFile() {
    return !source.equals("-")
        && !source.contains("://")
        && !source.toLowerCase(Locale.ROOT).endsWith(".zip")
        && !Files.isDirectory(Path.of(source));
  }

  private int check(List<Looked> all, boolean several) {
    if (json) {
      List<JsonObject> described = all.stream().map(this::describe).toList();
      context.print(several ? ShownJson.list(described) : described.getFirst());
    }
    for (Looked each : all) {
      if (!json) {
        if (several) {
          context.print(each.file() + ":");
        }
        print(each.report());
      }
      each.problems().forEach(this::print);
    }
    boolean good = all.stream().allMatch(each -> each.problems().isEmpty());
    return good ? 0 : ProblemCode.PROFILE_INVALID.exitStatus();
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
        .ifPresent(
            path -> {
              context.print("data path: " + path.kind() + ": " + reason(path));
              path.further().forEach(reason -> context.print("  " + reason.sentence()));
            });
  }

  private static Optional<DataPathInfo> dataPath(ProfileReport report) {
    return report.profile().map(DataPathReason::of);
  }

  private static String reason(DataPathInfo path) {
    return path.reason().sentence()
        + (path.kind().equals("kernel")
            ? "; whether this machine's kernel has the driver is what culvert doctor says"
            : "");
  }

  private JsonObject describe(Looked looked) {
    ProfileReport report = looked.report();
    List<Problem> problems = looked.problems();
    JsonObject object =
        new JsonObject().put("file", looked.file()).put("usable", problems.isEmpty());
    dataPath(report).ifPresent(path -> object.put("dataPath", describe(path)));
    problems.stream()
        .findFirst()
        .ifPresent(problem -> object.put("error", ShownJson.problem(problem)));
    return object
        .putObjects("directives", report.explained().stream().map(this::describe).toList())
        .putObjects("findings", report.findings().stream().map(FindingJson::of).toList());
  }

  private JsonObject describe(DataPathInfo path) {
    JsonObject object = new JsonObject().put("kind", path.kind()).put("reason", reason(path));
    if (!path.further().isEmpty()) {
      object.putObjects(
          "furtherReasons",
          path.further().stream()
              .map(further -> new JsonObject().put("reason", further.sentence()))
              .toList());
    }
    return object;
  }

  private JsonObject describe(Explained line) {
    return new JsonObject()
        .put("line", line.line())
        .put("text", line.text())
        .put("action", name(line.action()))
        .put("reason", line.reason());
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
