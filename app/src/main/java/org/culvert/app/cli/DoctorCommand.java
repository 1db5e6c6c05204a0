package org.culvert.app.cli;

import java.util.concurrent.Callable;
import org.culvert.app.doctor.DoctorReport;
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
  public Integer call() {
    DoctorReport report = DoctorReport.of(context.helper(), context.localFindings());
    if (json) {
      context.print(
          new JsonObject()
              .putObjects("findings", report.findings().stream().map(ShownJson::finding).toList()));
    } else {
      report.lines().forEach(context::print);
    }
    return report.unreachable().map(problem -> problem.code().exitStatus()).orElse(0);
  }
}
