package org.culvert.app.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.culvert.app.files.IoReason;
import org.culvert.app.totals.DayTotal;
import org.culvert.app.totals.Totals;
import org.culvert.app.totals.TotalsCsv;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.json.JsonObject;
import org.culvert.core.api.json.ShownJson;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "totals",
    mixinStandardHelpOptions = true,
    description = {
      "Show how much each profile has carried day by day, newest first.",
      "It is counted while the window is open or in the tray, or culvert watch runs."
    })
final class TotalsCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "Only this profile.")
  private Optional<String> name = Optional.empty();

  @ArgGroup(exclusive = true)
  private Form form = new Form();

  /** For other programs. */
  static final class Form {
    @Option(names = "--csv", description = "Print a table with bytes as whole numbers.")
    private boolean csv;

    @Option(names = "--json", description = "Print a JSON list.")
    private boolean json;
  }

  TotalsCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    Totals all = kept();
    Optional<String> wanted = Optional.empty();
    if (name.isPresent()) {
      // What a profile that is gone has carried is still there.
      wanted = Optional.of(KnownProfile.sessionName(context, name.get()));
    }
    List<DayTotal> days =
        all.days().stream().filter(wanted.map(TotalsCommand::isOf).orElse(_ -> true)).toList();
    if (form.csv) {
      context.out().print(TotalsCsv.of(new Totals(days, all.counted())));
    } else if (form.json) {
      context.print(ShownJson.list(days.reversed().stream().map(TotalsCommand::object).toList()));
    } else {
      print(days.reversed());
    }
    return 0;
  }

  private Totals kept() throws CommandFailure {
    try {
      return context.totals().read();
    } catch (IOException e) {
      throw new CommandFailure(
          Problem.of(
              ProblemCode.NOT_NOW,
              "the totals cannot be read: " + IoReason.withFile(e),
              "Check the rights of that file. One that is damaged is put aside by the next window"
                  + " or culvert watch, which counts anew."));
    }
  }

  private static Predicate<DayTotal> isOf(String profile) {
    return day -> day.profile().equals(profile);
  }

  private void print(List<DayTotal> days) {
    if (days.isEmpty()) {
      context.print("Nothing was counted yet.");
    }
    for (DayTotal day : days) {
      context.print(
          day.date()
              + "  "
              + "in "
              + Amounts.bytes(day.carried().in())
              + ", out "
              + Amounts.bytes(day.carried().out())
              + "  "
              + (day.profile().isEmpty() ? "(others)" : day.profile()));
    }
  }

  private static JsonObject object(DayTotal day) {
    return new JsonObject()
        .put("date", day.date().toString())
        .put("profile", day.profile())
        .put("bytesIn", day.carried().in())
        .put("bytesOut", day.carried().out());
  }
}
