package org.culvert.core.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where Jazzer comes in: it calls these methods by their names, all from one thread, and watches
 * the time itself. Its argument is the target's name.
 */
public final class JazzerEntry {
  private static final Budget BUDGET = new Budget();
  private static @Nullable FuzzTarget target;

  private JazzerEntry() {}

  /** Called once. Runs the seeds, so that classes are loaded before anything is measured. */
  public static void fuzzerInitialize(String[] args) {
    FuzzTarget chosen = FuzzTargets.named(args[0]);
    chosen.seeds().forEach(chosen::run);
    target = chosen;
  }

  /** Called for each input. */
  public static void fuzzerTestOneInput(byte[] input) {
    BUDGET.spend(Objects.requireNonNull(target), input);
  }

  /**
   * Without Jazzer: writes the seeds of all targets below a folder, one folder for each, and prints
   * the targets' names.
   */
  public static void main(String[] args) throws IOException {
    for (FuzzTarget each : FuzzTargets.all()) {
      Path folder = Files.createDirectories(Path.of(args[0]).resolve(each.name()));
      for (int i = 0; i < each.seeds().size(); i++) {
        Files.write(folder.resolve("seed-" + i), each.seeds().get(i));
      }
      System.out.println(each.name());
    }
  }
}
