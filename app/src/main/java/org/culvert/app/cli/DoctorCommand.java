package org.culvert.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.culvert.app.client.HelperUnreachableException;
import org.culvert.core.api.Problem;
import org.culvert.core.api.Request;
import org.culvert.core.api.Response;
import org.culvert.core.api.Response.Finding;
import org.culvert.core.api.json.JsonObject;
import org.culvert.core.api.json.ShownJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = "Explain this machine: the helper, the kernel, what is missing.")
final class DoctorCommand implements Callable<Integer> {
  private final CommandContext context;

  @Option(names = "--json", description = "Print a JSON object.")
  private boolean json;

  DoctorCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws CommandFailure {
    List<Finding> findings = new ArrayList<>();
    LocalFindings local = new LocalFindings(Path.of("/"), context.environment(), context.window());
    Optional<Problem> unreachable = Optional.empty();
    try {
      List<Finding> ofHelper =
          context.ask(new Request.Doctor(), Response.Findings.class).findings();
      findings.add(new Finding("helper", Finding.Health.GOOD, "answers", ""));
      findings.addAll(ofHelper);
    } catch (HelperUnreachableException e) {
      unreachable = Optional.of(e.problem());
      findings.add(
          new Finding("helper", Finding.Health.BAD, e.problem().message(), e.problem().hint()));
      findings.addAll(local.insteadOfHelper());
    }
    findings.addAll(local.always());
    if (json) {
      context.print(
          new JsonObject()
              .putObjects("findings", findings.stream().map(ShownJson::finding).toList()));
    } else {
      findings.forEach(this::print);
    }
    return unreachable.map(problem -> problem.code().exitStatus()).orElse(0);
  }

  private void print(Finding finding) {
    context.print(
        String.format(
            Locale.ROOT,
            "%-4s  %s: %s",
            finding.health().name().toLowerCase(Locale.ROOT),
            finding.subject(),
            finding.text()));
    if (!finding.remedy().isEmpty()) {
      context.print("      " + finding.remedy());
    }
  }
}
