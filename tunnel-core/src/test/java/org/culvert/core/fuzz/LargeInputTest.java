package org.culvert.core.fuzz;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Profiles as large as they may be, which the fuzzer's are not, and larger. */
class LargeInputTest {
  private static final int LARGEST = 1 << 20;

  /** In all; they take 8 to 16 MiB, more before the code is compiled. */
  private static final long MOST = 32L << 20;

  /** More than the most directives and less than the most lines. */
  private static final int LINES = 20_000;

  static List<String> pieces() {
    return List.of(
        "\n",
        "a",
        "a ",
        "\"",
        "# a\n",
        "x\n",
        "verb 3\n",
        "remote a\n",
        "route 10.0.0.0 255.0.0.0\n",
        "pull-filter ignore a\n",
        "<connection>\nremote a\n</connection>\n",
        "<ca>\na\n</ca>\n",
        "setenv UV_A b\n",
        "static-challenge a 1\n");
  }

  @ParameterizedTest
  @MethodSource("pieces")
  void areRefusedAtLittleCost(String piece) {
    FuzzTarget target = FuzzTargets.named("profile");
    target.seeds().forEach(target::run);
    for (int count : new int[] {LINES, LARGEST / piece.length()}) {
      byte[] input = piece.repeat(count).getBytes(US_ASCII);
      long allocated = new Budget().allocatedBy(target, input);
      assertTrue(allocated <= MOST, () -> allocated + " bytes for " + input.length);
    }
  }
}
