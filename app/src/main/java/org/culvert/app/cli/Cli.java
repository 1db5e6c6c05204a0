package org.culvert.app.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.culvert.app.client.HelperUnreachableException;
import org.culvert.app.explain.Circumstances;
import org.culvert.app.explain.Explanation;
import org.culvert.app.explain.Explanations;
import org.culvert.app.files.IoReason;
import org.culvert.app.profiles.OneNameException;
import org.culvert.app.profiles.ProfileException;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.json.JsonObject;
import org.culvert.core.api.json.ShownJson;
import picocli.CommandLine;

/** The command line of Culvert: each command is one class, made only when it is wanted. */
public final class Cli {
  private static final int USAGE = 2;

  private static final Map<String, Function<CommandContext, Object>> COMMANDS = commands();

  private final CommandContext context;

  /** A command line over the context. */
  public Cli(CommandContext context) {
    this.context = context;
  }

  /** Runs one command; returns the exit status. */
  public int run(String... args) {
    forgetRemoved();
    // What is to be parsed is looked at by reflection, and here is nothing to parse.
    return isJustTheWindow(args) ? openWindow() : parse(args);
  }

  /** Removed profiles have private keys: whoever comes first after their time deletes them. */
  private void forgetRemoved() {
    try {
      context.store().removed().forgetOld();
    } catch (IOException e) {
      context
          .err()
          .println(
              "Profiles that were removed long ago are still in "
                  + context.store().removed().folder()
                  + ": "
                  + IoReason.of(e));
      context.err().flush();
    }
  }

  /** Whether arguments ask for the window and nothing else: who wants it waits for it. */
  public static boolean isJustTheWindow(String... args) {
    return args.length == 0 || (args.length == 1 && args[0].equals("gui"));
  }

  private int openWindow() {
    try {
      return context.openWindow(Window.Wish.PLAIN);
    } catch (CommandFailure | InterruptedException | RuntimeException e) {
      return failure(e, false);
    }
  }

  private int parse(String... args) {
    CommandLine line = new CommandLine(new RootCommand(context));
    // Looking at each command's annotations takes longer than most of them run: where the first
    // word says which one it is, the others stay away.
    boolean known = args.length > 0 && COMMANDS.containsKey(args[0]);
    COMMANDS.forEach(
        (name, maker) -> {
          if (!known || name.equals(args[0])) {
            line.addSubcommand(name, maker.apply(context));
          }
        });
    if (!known) {
      line.addSubcommand("help", new CommandLine.HelpCommand());
    }
    line.setOut(context.out());
    line.setErr(context.err());
    line.setParameterExceptionHandler((e, _) -> usageError(e));
    line.setExecutionExceptionHandler((e, _, parsed) -> failure(e, wantsJson(parsed)));
    int status = line.execute(args);
    context.out().flush();
    context.err().flush();
    return status;
  }

  private static Map<String, Function<CommandContext, Object>> commands() {
    Map<String, Function<CommandContext, Object>> commands = new LinkedHashMap<>();
    commands.put("import", ImportCommand::new);
    commands.put("list", ListCommand::new);
    commands.put("connect", ConnectCommand::new);
    commands.put("answer", AnswerCommand::new);
    commands.put("reconnect", ReconnectCommand::new);
    commands.put("disconnect", DisconnectCommand::new);
    commands.put("unblock", UnblockCommand::new);
    commands.put("status", StatusCommand::new);
    commands.put("stats", StatsCommand::new);
    commands.put("totals", TotalsCommand::new);
    commands.put("log", LogCommand::new);
    commands.put("watch", WatchCommand::new);
    commands.put("edit", EditCommand::new);
    commands.put("rename", RenameCommand::new);
    commands.put("duplicate", DuplicateCommand::new);
    commands.put("favourite", FavouriteCommand::new);
    commands.put("order", OrderCommand::new);
    commands.put("export", ExportCommand::new);
    commands.put("remember", RememberCommand::new);
    commands.put("forget", ForgetCommand::new);
    commands.put("remove", RemoveCommand::new);
    commands.put("restore", RestoreCommand::new);
    commands.put("check", CheckCommand::new);
    commands.put("settings", SettingsCommand::new);
    commands.put("doctor", DoctorCommand::new);
    commands.put("diagnostics", DiagnosticsCommand::new);
    commands.put("demo", DemoCommand::new);
    commands.put("gui", GuiCommand::new);
    return commands;
  }

  private int usageError(CommandLine.ParameterException e) {
    String name = e.getCommandLine().getCommandSpec().qualifiedName();
    String meant =
        e instanceof CommandLine.UnmatchedArgumentException unmatched
                && !unmatched.getSuggestions().isEmpty()
            ? "Did you mean " + unmatched.getSuggestions().getFirst() + "? "
            : "";
    print(String.valueOf(e.getMessage()), meant + "See " + name + " --help.");
    return USAGE;
  }

  private static boolean wantsJson(CommandLine.ParseResult parsed) {
    CommandLine.ParseResult last = parsed;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    return last.hasMatchedOption("--json");
  }

  private int failure(Exception e, boolean json) {
    return switch (e) {
      case CommandFailure failure ->
          report(
              failure.problem(),
              failure.explanation().orElseGet(() -> explained(failure.problem())),
              json);
      case HelperUnreachableException unreachable -> report(unreachable.problem(), json);
      case OneNameException names -> misused(names.problem().message(), json);
      case ProfileException profile -> report(profile.problem(), json);
      case UsageException usage -> misused(String.valueOf(usage.getMessage()), json);
      case IOException io ->
          report(
              Problem.of(
                  ProblemCode.STORE_FAILED,
                  context.store().folder().toString(),
                  IoReason.withFile(io)),
              json);
      case InterruptedException _ -> {
        Thread.currentThread().interrupt();
        yield ProblemCode.INTERNAL.exitStatus();
      }
      // As quiet as a program that SIGPIPE ends.
      case OutputClosedException _ -> ProblemCode.INTERNAL.exitStatus();
      default -> report(Problem.of(ProblemCode.INTERNAL, e.toString()), json);
    };
  }

  private int misused(String message, boolean json) {
    String hint = "See culvert --help.";
    if (json) {
      printError(new JsonObject().put("code", "usage").put("message", message).put("hint", hint));
    }
    print(message, hint);
    return USAGE;
  }

  private int report(Problem problem, boolean json) {
    return report(problem, explained(problem), json);
  }

  private int report(Problem problem, Explanation words, boolean json) {
    if (json) {
      printError(ShownJson.problem(problem));
    }
    print(words.happened(), words.advice());
    return problem.code().exitStatus();
  }

  private Explanation explained(Problem problem) {
    return Explanations.of(problem, Circumstances.at(context.clock().instant()));
  }

  private void printError(JsonObject error) {
    context.print(new JsonObject().put("error", error));
  }

  private void print(String message, String hint) {
    context.out().flush();
    context.err().println("culvert: " + message);
    hint.lines().forEach(line -> context.err().println("  " + line));
    context.err().flush();
  }
}
