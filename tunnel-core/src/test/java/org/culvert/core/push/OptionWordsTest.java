package org.culvert.core.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

class OptionWordsTest {
  static final List<Arguments> SPLIT =
      List.of(
          Arguments.of("", List.of()),
          Arguments.of(" \t ", List.of()),
          Arguments.of("# comment", List.of()),
          Arguments.of("; comment", List.of()),
          Arguments.of("ping 10", List.of("ping", "10")),
          Arguments.of("  ping\t10 \r", List.of("ping", "10")),
          Arguments.of("ping 10 # ten", List.of("ping", "10")),
          Arguments.of("echo a#b;c", List.of("echo", "a#b;c")),
          Arguments.of("echo \"a b\" 'c \\ d'", List.of("echo", "a b", "c \\ d")),
          Arguments.of("echo ab\"cd\"", List.of("echo", "ab\"cd\"")),
          Arguments.of("echo \"ab\"cd", List.of("echo", "ab", "cd")),
          Arguments.of("echo a\\ b \\\"", List.of("echo", "a b", "\"")),
          Arguments.of("echo \"\\\\ \\\" \"", List.of("echo", "\\ \" ")),
          Arguments.of("echo \"\" ''", List.of("echo", "", "")));

  static final List<String> BROKEN =
      List.of(
          "echo \"open",
          "echo 'open",
          "echo C:\\vpn",
          "echo end\\",
          "echo \"end\\",
          "dns search-domains 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15",
          "echo " + "x".repeat(256));

  @ParameterizedTest
  @FieldSource("SPLIT")
  void splitsAsOpenVpnDoes(String text, List<String> words) throws PushException {
    assertEquals(words, OptionWords.split(text));
  }

  @ParameterizedTest
  @FieldSource("BROKEN")
  void refusesWhatItWouldHaveToGuess(String text) {
    assertThrows(PushException.class, () -> OptionWords.split(text));
  }

  @Property
  void anyTextGivesBoundedWordsOrOneKindOfException(@ForAll String text) {
    try {
      List<String> words = OptionWords.split(text);
      assertTrue(words.size() <= 16);
      for (String word : words) {
        assertTrue(word.getBytes(StandardCharsets.UTF_8).length <= 255);
      }
    } catch (PushException e) {
      assertTrue(e.reason().chars().noneMatch(Character::isISOControl));
    }
  }
}
