package org.culvert.app.ui.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Locale;
import org.culvert.app.settings.Language;
import org.culvert.core.api.PathReason;
import org.culvert.core.api.PathReasonCode;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UnpartedTest {
  private static final Problem SILENT =
      Problem.of(ProblemCode.NO_ANSWER, "vpn.example.com:1194", "30", "UDP");

  private final Locale before = Locale.getDefault();

  @AfterEach
  void speakAsBefore() {
    Locale.setDefault(before);
  }

  @ParameterizedTest
  @EnumSource
  void noLineEndsBeforeAUnitInAnyLanguage(Language language) {
    Locale.setDefault(language.locale(Locale.ROOT));

    assertUnparted("30", Texts.of(SILENT));
    assertUnparted("1400", Texts.of(PathReason.of(PathReasonCode.SMALL_PACKETS, "1400", "1500")));
  }

  private static void assertUnparted(String number, String words) {
    int end = words.indexOf(number) + number.length();
    assertEquals('\u00a0', words.charAt(end), words);
  }

  @Test
  void otherWordsStayAsTheyAre() {
    for (String words : List.of("at 8 servers, 5 s1", "2 sécurités")) {
      assertEquals(words, Unparted.of(words));
    }
  }

  @Test
  void aFrenchSizeHasItsOwnUnits() {
    assertEquals("5\u00a0Mio, 64\u00a0Mo", Unparted.of("5 Mio, 64 Mo"));
  }
}
