package org.culvert.app.ui.fx;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ThemeTest {
  private static boolean withoutCorners(List<String> sheets) {
    return sheets.getLast().endsWith("/opaque.css");
  }

  @Test
  void whatPopsUpHasRoundCornersOnlyWhereTheyAreSeenThrough() {
    assertTrue(withoutCorners(Theme.sheets(true, false)));
    assertFalse(withoutCorners(Theme.sheets(true, true)));
  }
}
