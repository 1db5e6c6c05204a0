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

class ReplayWindowTest {
  /** All that was ever seen, in a set. */
  private static final class NaiveWindow {
    private final Set<Long> seen = new HashSet<>();
    private long highest;

    boolean accept(long id) {
      if (id == 0 || id <= highest - ReplayWindow.SIZE || !seen.add(id)) {
        return false;
      }
      highest = Math.max(highest, id);
      return true;
    }
  }

  @Property(tries = 300)
  void itAgreesWithANaiveModel(@ForAll long seed) {
    Random random = new Random(seed);
    ReplayWindow window = new ReplayWindow();
    NaiveWindow model = new NaiveWindow();
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
    ReplayWindow window = new ReplayWindow();
    assertTrue(window.accept(5000));
    assertFalse(window.accept(5000 - ReplayWindow.SIZE));
    assertTrue(window.accept(5001 - ReplayWindow.SIZE));
    assertFalse(window.accept(5001 - ReplayWindow.SIZE));
  }

  @Test
  void zeroIsRefusedAndTheLastIdIsNot() {
    ReplayWindow window = new ReplayWindow();
    assertFalse(window.accept(0));
    long last = (1L << 48) - 1;
    assertTrue(window.accept(last));
    assertTrue(window.accept(last - 1));
    assertFalse(window.accept(last));
    assertFalse(window.accept(1));
  }
}
