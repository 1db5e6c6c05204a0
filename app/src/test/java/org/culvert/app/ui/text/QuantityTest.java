package org.culvert.app.ui.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {
  private final Locale before = Locale.getDefault();

  @BeforeEach
  void speakEnglish() {
    Locale.setDefault(Locale.ENGLISH);
  }

  @AfterEach
  void speakAsBefore() {
    Locale.setDefault(before);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 bit/s",
    "999, 999 bit/s",
    "999.6, 1.00 kbit/s",
    "1000, 1.00 kbit/s",
    "12_345, 12.3 kbit/s",
    "999_400, 999 kbit/s",
    "999_600, 1.00 Mbit/s",
    "47_900_000, 47.9 Mbit/s",
    "2_340_000_000, 2.34 Gbit/s",
    "9.99e15, 9990 Tbit/s"
  })
  void aRateHasThreeDigitsAndAUnitThatFits(String rate, String text) {
    assertEquals(
        text, Quantity.rate(Double.parseDouble(rate.replace("_", ""))).replace('\u00a0', ' '));
  }

  @ParameterizedTest
  @CsvSource({"10_000, 10 kbit/s", "40_000_000, 40 Mbit/s", "500, 500 bit/s", "2_500, 2.5 kbit/s"})
  void aMarkHasNoNeedlessDecimals(String rate, String text) {
    assertEquals(
        text, Quantity.mark(Double.parseDouble(rate.replace("_", ""))).replace('\u00a0', ' '));
  }

  @Test
  void bytesAreReadable() {
    assertEquals("1.03 GB", Quantity.bytes(1_031_000_000L).replace('\u00a0', ' '));
    assertEquals("512 B", Quantity.bytes(512).replace('\u00a0', ' '));
  }

  @ParameterizedTest
  @CsvSource({
    "de, '1,03 GB', 2 T 3:12:07",
    "fr, '1,03 Go', 2 j 3:12:07",
    "es, '1,03 GB', 2 d 3:12:07",
    "zh-CN, 1.03 GB, 2 天 3:12:07",
    "pl, '1,03 GB', 2 d 3:12:07"
  })
  void amountsAndDurationsAreThoseOfTheLanguage(String tag, String amount, String duration) {
    Locale.setDefault(Locale.forLanguageTag(tag));
    assertEquals(amount, Quantity.bytes(1_031_000_000L).replace('\u00a0', ' '));
    assertEquals(duration, Elapsed.of(184_327_000).replace('\u00a0', ' '));
  }

  @ParameterizedTest
  @CsvSource({
    "-5, 0:00",
    "7_999, 0:07",
    "727_000, 12:07",
    "11_527_000, 3:12:07",
    "184_327_000, 2 d 3:12:07"
  })
  void durationsLookLikeAClock(String milliseconds, String text) {
    String words = Elapsed.of(Long.parseLong(milliseconds.replace("_", "")));
    assertEquals(text, words.replace('\u00a0', ' '));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.00 ms",
    "340, 0.34 ms",
    "9994, 9.99 ms",
    "9996, 10.0 ms",
    "99940, 99.9 ms",
    "123456, 123 ms",
    "999400, 999 ms",
    "1234567, 1.23 s"
  })
  void latenciesHaveThreeDigits(long micros, String expected) {
    assertEquals(expected, Quantity.latency(micros).replace('\u00a0', ' '));
  }
}
