package org.culvert.app.ui.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The colours of both themes, also of states that no picture shows. */
class TokensTest {
  private static final Pattern TOKEN = Pattern.compile("(-[a-z-]+): (#[0-9a-f]{6});");
  private static final String WHITE = "#ffffff";

  private static Map<String, String> tokens(String sheet) throws IOException {
    Map<String, String> tokens = new TreeMap<>();
    try (InputStream in = Objects.requireNonNull(Theme.class.getResourceAsStream(sheet), sheet)) {
      Matcher token = TOKEN.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      while (token.find()) {
        tokens.put(token.group(1), token.group(2));
      }
    }
    return tokens;
  }

  private static String token(Map<String, String> tokens, String name) {
    return Objects.requireNonNull(tokens.get(name), name);
  }

  @Test
  void bothThemesDefineTheSameNames() throws IOException {
    assertEquals(tokens("light.css").keySet(), tokens("dark.css").keySet());
  }

  @ParameterizedTest
  @ValueSource(strings = {"light.css", "dark.css"})
  void wordsStandOutFromWhateverTheyAreOn(String sheet) throws IOException {
    Map<String, String> tokens = tokens(sheet);
    for (String words : List.of("-color-fg-default", "-color-fg-muted")) {
      for (String on :
          List.of(
              "-culvert-window",
              "-culvert-sidebar",
              "-culvert-card",
              "-culvert-hover",
              "-culvert-selection",
              "-color-bg-default",
              "-color-bg-overlay",
              "-color-bg-subtle",
              "-color-accent-subtle",
              "-culvert-busy-soft",
              "-culvert-bad-soft")) {
        assertContrast(4.5, token(tokens, words), token(tokens, on), words + " on " + on);
      }
    }
    for (String tone : List.of("idle", "busy", "good", "bad")) {
      String words = token(tokens, "-culvert-" + tone);
      for (String on : List.of("-culvert-window", "-culvert-sidebar", "-culvert-hover")) {
        assertContrast(4.5, words, token(tokens, on), tone + " on " + on);
      }
      assertContrast(4.5, words, token(tokens, "-culvert-selection"), tone + " when selected");
      assertContrast(3, words, token(tokens, "-culvert-" + tone + "-soft"), tone + " as a sign");
    }
    assertContrast(
        4.5,
        token(tokens, "-culvert-toast-link"),
        token(tokens, "-culvert-toast"),
        "the toast's button");
    assertContrast(
        4.5, token(tokens, "-color-accent-fg"), token(tokens, "-culvert-selection"), "a segment");
  }

  @ParameterizedTest
  @ValueSource(strings = {"light.css", "dark.css"})
  void soDoesWhatCannotBeUsedNow(String sheet) throws IOException {
    Map<String, String> tokens = tokens(sheet);
    for (String on :
        List.of(
            "-culvert-disabled",
            "-culvert-window",
            "-culvert-card",
            "-color-bg-default",
            "-color-bg-overlay",
            "-color-accent-subtle")) {
      assertContrast(4.5, token(tokens, "-culvert-disabled-words"), token(tokens, on), on);
      assertContrast(3, token(tokens, "-culvert-disabled-sign"), token(tokens, on), on);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"light.css", "dark.css"})
  void soDoTheWordsOfTheMainButtonWhateverIsDoneToIt(String sheet) throws IOException {
    Map<String, String> tokens = tokens(sheet);
    for (String button :
        List.of("-color-accent-emphasis", "-culvert-accent-hover", "-culvert-accent-pressed")) {
      assertContrast(4.5, WHITE, token(tokens, button), button);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"light.css", "dark.css"})
  void soDoTheColoursOfAProfilesTextAlsoWhereItIsSelected(String sheet) throws IOException {
    Map<String, String> tokens = tokens(sheet);
    for (String words : List.of("directive", "comment", "tag")) {
      for (String on : List.of("-color-bg-default", "-color-bg-subtle", "-culvert-selection")) {
        assertContrast(
            4.5, token(tokens, "-culvert-code-" + words), token(tokens, on), words + " on " + on);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"light.css", "dark.css"})
  void theRingOfTheFocusStandsOutFromWhateverItIsOn(String sheet) throws IOException {
    Map<String, String> tokens = tokens(sheet);
    for (String on :
        List.of("-culvert-window", "-culvert-sidebar", "-culvert-card", "-culvert-selection")) {
      assertContrast(3, token(tokens, "-culvert-focus"), token(tokens, on), "the ring on " + on);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"light.css", "dark.css"})
  void soDoTheOutlinesOfWhatCanBeTicked(String sheet) throws IOException {
    Map<String, String> tokens = tokens(sheet);
    for (String on : List.of("-color-bg-default", "-color-bg-overlay")) {
      assertContrast(3, token(tokens, "-color-fg-subtle"), token(tokens, on), "outlines on " + on);
    }
    assertContrast(
        4.5, token(tokens, "-color-fg-default"), token(tokens, "-color-accent-muted"), "marked");
  }

  private static void assertContrast(double least, String one, String other, String what) {
    double a = luminance(one);
    double b = luminance(other);
    double contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    assertTrue(contrast >= least, () -> "%s: %.2f".formatted(what, contrast));
  }

  /** By WCAG 2.2. */
  private static double luminance(String colour) {
    return 0.2126 * channel(colour, 1) + 0.7152 * channel(colour, 3) + 0.0722 * channel(colour, 5);
  }

  private static double channel(String colour, int at) {
    double value = Integer.parseInt(colour, at, at + 2, 16) / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }
}
