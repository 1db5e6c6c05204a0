package org.culvert.app.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.culvert.app.client.HelperUnreachableException;
import org.culvert.app.profiles.ProfileException;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import picocli.CommandLine;

/** The command line of Culvert; {@code DESIGN.md} of the sources is its contract. */
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
    line.setOut(context.out());
    line.setErr(context.err());
    line.setParameterExceptionHandler((e, _) -> usageError(e));
    line.setExecutionExceptionHandler((e, _, _) -> failure(e));
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
    commands.put("disconnect", DisconnectCommand::new);
    commands.put("status", StatusCommand::new);
    commands.put("stats", StatsCommand::new);
    commands.put("log", LogCommand::new);
    commands.put("remove", RemoveCommand::new);
    commands.put("check", CheckCommand::new);
    commands.put("doctor", DoctorCommand::new);
    commands.put("demo", DemoCommand::new);
    commands.put("gui", GuiCommand::new);
    return commands;
  }

  private int usageError(CommandLine.ParameterException e) {
    String name = e.getCommandLine().getCommandSpec().qualifiedName();
    print(String.valueOf(e.getMessage()), "See " + name + " --help.");
    return USAGE;
  }

  private int failure(Exception e) {
    return switch (e) {
      case CommandFailure failure -> report(failure.problem());
      case HelperUnreachableException unreachable -> report(unreachable.problem());
      case ProfileException profile -> report(profile.problem());
      case UsageException usage -> {
        print(String.valueOf(usage.getMessage()), "See culvert --help.");
        yield USAGE;
      }
      case IOException io -> {
        print(
            "The profiles could not be read or changed: " + io,
            "Check the rights and the free space of your data directory.");
        yield ProblemCode.INTERNAL.exitStatus();
      }
      case InterruptedException _ -> {
        Thread.currentThread().interrupt();
        yield ProblemCode.INTERNAL.exitStatus();
      }
      default -> report(Problem.of(ProblemCode.INTERNAL, e.toString()));
    };
  }

  private int report(Problem problem) {
    print(problem.message(), problem.hint());
    return problem.code().exitStatus();
  }

  private void print(String message, String hint) {
    context.out().flush();
    context.err().println("culvert: " + message);
    if (!hint.isEmpty()) {
      context.err().println("  " + hint);
    }
    context.err().flush();
  }
}
