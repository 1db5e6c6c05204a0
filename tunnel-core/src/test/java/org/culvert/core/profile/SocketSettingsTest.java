package org.culvert.core.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class SocketSettingsTest {
  private static SocketSettings marked(OptionalInt mark) {
    return new SocketSettings(
        OptionalInt.empty(), OptionalInt.empty(), mark, Optional.empty(), Optional.empty(), false);
  }

  @Test
  void aMarkThatTellsTheSocketFromOthersIsTheProfilesOrTheUsualOne() {
    OptionalInt usual = OptionalInt.of(9);
    assertEquals(OptionalInt.of(7), marked(OptionalInt.of(7)).orMark(usual).mark());
    assertEquals(usual, marked(OptionalInt.empty()).orMark(usual).mark());
    assertEquals(usual, marked(OptionalInt.of(0)).orMark(usual).mark());
  }
}
