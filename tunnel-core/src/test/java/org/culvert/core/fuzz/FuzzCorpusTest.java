package org.culvert.core.fuzz;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Replays what the fuzzer has found worth keeping, each input within the limits of the fuzzer. */
class FuzzCorpusTest {
  private static final Path CORPUS =
      Path.of(System.getProperty("culvert.root"), "tunnel-core/fuzz/corpus");

  @ParameterizedTest
  @MethodSource("targets")
  @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void everyKeptInputIsReadWithinTheLimits(String name) throws IOException {
    FuzzTarget target = FuzzTargets.named(name);
    List<byte[]> inputs = new ArrayList<>(target.seeds());
    for (Path file : files(CORPUS.resolve(name))) {
      inputs.add(Files.readAllBytes(file));
    }
    assertTrue(inputs.size() > target.seeds().size(), name + " has no kept inputs");
    target.seeds().forEach(target::run);

    Budget budget = new Budget();
    for (byte[] input : inputs) {
      long start = System.nanoTime();
      budget.spend(target, input);
      long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
      assertTrue(seconds < 20, () -> name + " took " + seconds + " s");
    }
  }

  @ParameterizedTest
  @MethodSource("targets")
  void seedsAreThere(String name) {
    assertFalse(FuzzTargets.named(name).seeds().isEmpty());
  }

  static List<String> targets() {
    return FuzzTargets.all().stream().map(FuzzTarget::name).toList();
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> found = Files.list(folder)) {
      return found.sorted().toList();
    }
  }
}
