package org.culvert.helper.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class EpochNotesTest {
  private final EpochNotes notes = new EpochNotes();

  @Test
  void tellsThatTheKeysChanged() {
    assertEquals(Optional.empty(), notes.news(0, 0));
    assertEquals(Optional.empty(), notes.news(250, 1));
    assertEquals(Optional.of("the keys changed by epoch (epoch 2)"), notes.news(500, 2));
    assertEquals(Optional.empty(), notes.news(750, 2));
  }

  @Test
  void thatTheyChangeOftenIsToldOnceAMinute() {
    notes.news(0, 1);
    notes.news(250, 2);
    for (int i = 1; i < 40; i++) {
      assertEquals(Optional.empty(), notes.news(250 + i * 1_000L, 2 + i));
    }
    assertEquals(
        Optional.of("the keys changed by epoch (epoch 42, 40 times since the last such line)"),
        notes.news(60_250, 42));
  }

  @Test
  void aKeyThatWasAgreedOnIsNoEpoch() {
    notes.news(0, 5);
    assertEquals(Optional.empty(), notes.news(250, 1));
    assertTrue(notes.news(500, 2).isPresent());
  }
}
