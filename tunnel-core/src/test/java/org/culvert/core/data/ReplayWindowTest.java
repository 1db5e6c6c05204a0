package org.culvert.core.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayWindowTest {
  /** All that was ever seen, in a set. */
  private static final class NaiveWindow {
    private final Set<Long> seen = new HashSet<>();
    private final int size;
    private long highest;

    NaiveWindow(int size) {
      this.size = size;
    }

    boolean accept(long id) {
      if (id == 0 || id <= highest - size || !seen.add(id)) {
        return false;
      }
      highest = Math.max(highest, id);
      return true;
    }
  }

  @Property(tries = 300)
  void itAgreesWithANaiveModel(@ForAll long seed) {
    Random random = new Random(seed);
    ReplayWindow window = new ReplayWindow(ReplayWindow.USUAL);
    NaiveWindow model = new NaiveWindow(ReplayWindow.USUAL);
    long around = random.nextBoolean() ? 1 : random.nextLong(1L << 32);
    int spread = 1 << random.nextInt(1, 15);
    for (int i = 0; i < 3000; i++) {
      if (random.nextInt(50) == 0) {
        around += random.nextInt(10_000);
      }
      long id = Math.clamp(around + random.nextInt(-spread, spread), 0, 0xffff_ffffL);
      assertEquals(model.accept(id), window.accept(id), () -> "id " + id);
    }
  }

  @Test
  void theWindowHoldsExactlyItsSize() {
    ReplayWindow window = new ReplayWindow(ReplayWindow.USUAL);
    assertTrue(window.accept(5000));
    assertFalse(window.accept(5000 - ReplayWindow.USUAL));
    assertTrue(window.accept(5001 - ReplayWindow.USUAL));
    assertFalse(window.accept(5001 - ReplayWindow.USUAL));
  }

  @Test
  void onlyAnIdAboveAllOthersIsTheNewest() {
    ReplayWindow window = new ReplayWindow(ReplayWindow.USUAL);
    assertTrue(window.accept(5) && window.newest());
    assertTrue(window.accept(4) && !window.newest());
    assertTrue(window.accept(6) && window.newest());
    assertFalse(window.accept(6) || window.newest());
  }

  @Test
  void zeroIsRefusedAndTheLastIdIsNot() {
    ReplayWindow window = new ReplayWindow(ReplayWindow.USUAL);
    assertFalse(window.accept(0));
    long last = (1L << 48) - 1;
    assertTrue(window.accept(last));
    assertTrue(window.accept(last - 1));
    assertFalse(window.accept(last));
    assertFalse(window.accept(1));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 33, 64, 100, 128, 2048, 65_536})
  void aWindowOfAnySizeAgreesWithASet(int size) {
    ReplayWindow window = new ReplayWindow(size);
    NaiveWindow naive = new NaiveWindow(Math.max(1, size));
    Random random = new Random(size);
    for (int i = 0; i < 20_000; i++) {
      long id = Math.max(1, naive.highest + random.nextInt(-2 * size - 3, size / 16 + 4));
      assertEquals(naive.accept(id), window.accept(id), "id " + id);
    }
  }
}
