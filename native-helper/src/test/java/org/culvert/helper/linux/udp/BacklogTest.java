package org.culvert.helper.linux.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class BacklogTest {
  private static final int TRAIN = 64_000;
  private final Backlog backlog = new Backlog();

  /** How many trains are cut, one after the other, of so many that are fetched. */
  private int cutOf(int trains) {
    int cut = 0;
    for (int i = 0; i < trains; i++) {
      backlog.fetched(1, TRAIN);
      cut += backlog.cuts(1400) ? 1 : 0;
    }
    return cut;
  }

  /** So much waits as before, after so much was fetched that it is too much. */
  private void stand(int waiting) {
    int before = Backlog.ENOUGH + 2 * Backlog.PATIENCE;
    backlog.look(before);
    backlog.fetched(1, Backlog.PATIENCE);
    backlog.look(before - Backlog.PATIENCE); // it is taken back
    backlog.look(waiting);
  }

  @Test
  void whatIsNotTooMuchIsLeftAlone() {
    backlog.fetched(1, 2 * Backlog.PATIENCE);
    backlog.look(0);
    backlog.look(Backlog.ENOUGH);
    assertEquals(0, cutOf(10));
  }

  @Test
  void whatDoesNotStandIsLeftAlone() {
    backlog.look(Backlog.ENOUGH + 50 * TRAIN);
    assertEquals(0, cutOf(49), "a loop was late");
  }

  @Test
  void justAsMuchIsCutAsIsTooMuch() {
    stand(Backlog.ENOUGH + 5 * TRAIN);
    assertEquals(4, cutOf(10), "behind the fifth is just enough");
  }

  @Test
  void shortDatagramsAreNeverCut() {
    stand(Backlog.ENOUGH + 5 * TRAIN);
    assertFalse(backlog.cuts(Backlog.SHORT));
    assertTrue(backlog.cuts(Backlog.SHORT + 1));
  }

  @Test
  void whatWasFetchedIsNotTakenForWaitingUntilTheKernelTakesItBack() {
    int full = Backlog.ENOUGH + 10 * TRAIN;
    stand(full);
    backlog.fetched(11, 11 * TRAIN);
    backlog.look(full);
    assertFalse(backlog.cuts(1400));
    backlog.look(full - 11 * TRAIN); // it did
    stand(full); // and as much came again
    assertTrue(backlog.cuts(1400));
  }

  @Test
  void looksAreAsSeldomAsLittleComes() {
    backlog.fetched(16, 16 * 100);
    assertFalse(backlog.isDue());
    backlog.fetched(16, 16 * 1400);
    assertTrue(backlog.isDue());
    backlog.look(0);
    assertFalse(backlog.isDue());
  }

  @Test
  void aKernelThatDoesNotSayCutsNothing() {
    backlog.look(-92);
    assertFalse(backlog.cuts(1400));
  }
}
