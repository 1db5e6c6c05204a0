package org.culvert.app.tray.dbus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MenuObjectTest {
  private final Locale before = Locale.getDefault();

  @AfterEach
  void speakAsBefore() {
    Locale.setDefault(before);
  }

  /** What has no translation is in English: the window runs to the right there, too. */
  @ParameterizedTest
  @CsvSource({"en-GB, ltr", "de-AT, ltr", "ar-EG, rtl", "he-IL, ltr"})
  void theWordsRunAsInTheWindow(String tag, String direction) {
    Locale.setDefault(Locale.forLanguageTag(tag));
    MenuObject menu = new MenuObject(() -> MenuLines.NONE, _ -> {});

    assertEquals(
        direction, Objects.requireNonNull(menu.properties().get("TextDirection")).getValue());
  }
}
