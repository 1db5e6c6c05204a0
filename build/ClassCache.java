import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Makes the class cache (JEP 514) that a launcher starts from: runs it once on something typical.
 * The launcher works as well without one, so nothing that goes wrong here fails a build; that the
 * launchers use theirs is tested (ClassCacheIT).
 */
final class ClassCache {
  private static final int LIMIT_SECONDS = 120;

  /** In a network of its own, where what is started may do as it likes. */
  private static final List<String> ALONE =
      List.of(
          "unshare",
          "--user",
          "--map-root-user",
          "--net",
          "--mount",
          "sh",
          "-c",
          "ip link set lo up && exec \"$@\"",
          "alone");

  private static final String UNPROFILED =
      " -XX:+IgnoreUnrecognizedVMOptions -XX:+UnlockDiagnosticVMOptions -XX:-AOTRecordTraining";

  private ClassCache() {}

  /**
   * Runs the launcher with these arguments and keeps what it loaded in {@code cache}.
   *
   * @param profiled whether it keeps how often what was called, too (JEP 515)
   */
  static void make(Path launcher, Path cache, boolean profiled, List<String> arguments)
      throws IOException, InterruptedException {
    Files.deleteIfExists(cache);
    Path work = Files.createTempDirectory("culvert-cache");
    Path log = cache.resolveSibling(cache.getFileName() + ".log");
    List<String> command = new ArrayList<>();
    if (run(ALONE, "true")) {
      command.addAll(ALONE);
    }
    command.add(launcher.toString());
    for (String argument : arguments) {
      command.add(argument.replace("%work%", work.toString()));
    }
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    // Whoever builds may have no display, and is not to see a window flash up where there is one.
    builder
        .environment()
        .put(
            "JDK_JAVA_OPTIONS",
            "-XX:AOTCacheOutput="
                + cache
                + (profiled ? "" : UNPROFILED)
                + " -Dculvert.rehearsal=true -Dglass.platform=Headless -Dprism.order=sw");
    // No helper is asked, no profile of the user's is read, and the desktop hears of nothing.
    builder.environment().put("CULVERT_SOCKET", work.resolve("none").toString());
    builder.environment().put("XDG_CONFIG_HOME", work.toString());
    builder.environment().put("XDG_DATA_HOME", work.toString());
    builder.environment().put("XDG_STATE_HOME", work.toString());
    builder.environment().put("DBUS_SESSION_BUS_ADDRESS", "unix:path=" + work.resolve("none"));
    Process process = builder.start();
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    if (!Files.exists(cache)) {
      System.out.println("No class cache for " + launcher + "; see " + log);
    }
    try (var left = Files.walk(work)) {
      for (Path path : left.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }

  /** Whether this program ends well in these surroundings. */
  private static boolean run(List<String> surroundings, String program)
      throws InterruptedException {
    List<String> command = new ArrayList<>(surroundings);
    command.add(program);
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false; // there is no such program here
    }
  }
}
