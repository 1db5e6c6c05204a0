package org.culvert.app.ui.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.culvert.core.api.SessionState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TextsTest {
  @ParameterizedTest
  @EnumSource
  void everyStateHasAWord(SessionState state) {
    assertFalse(Texts.of(state).isBlank());
  }

  @Test
  void argumentsAreFilledIn() {
    assertEquals("Imported office", Texts.of("profiles.imported.one", "office"));
  }
}
