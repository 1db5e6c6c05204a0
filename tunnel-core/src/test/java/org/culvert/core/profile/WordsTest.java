package org.culvert.core.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WordsTest {
  @ParameterizedTest
  @MethodSource("lines")
  void aLineSplitsAsInOpenVpn(String line, List<String> words) {
    assertEquals(words, split(line).words());
  }

  static List<Arguments> lines() {
    return List.of(
        Arguments.of("", List.of()),
        Arguments.of("   \t ", List.of()),
        Arguments.of("remote host 1194", List.of("remote", "host", "1194")),
        Arguments.of("\tremote\u000b host \f1194 \r", List.of("remote", "host", "1194")),
        Arguments.of("remote host # note", List.of("remote", "host")),
        Arguments.of("remote host ;note", List.of("remote", "host")),
        Arguments.of("# all of it", List.of()),
        Arguments.of("pass#word x;y", List.of("pass#word", "x;y")),
        Arguments.of("a \"b # c\" d", List.of("a", "b # c", "d")),
        Arguments.of("a 'b ; c\\' d", List.of("a", "b ; c\\", "d")),
        Arguments.of("ab\"cd\" x", List.of("ab\"cd\"", "x")),
        Arguments.of("\"ab\"cd", List.of("ab", "cd")),
        Arguments.of("a\\ b \\\"c\\\\", List.of("a b", "\"c\\")),
        Arguments.of("\"a \\\"b\\\" \\\\\"", List.of("a \"b\" \\")),
        Arguments.of("x \"\" ''", List.of("x", "", "")));
  }

  @Test
  void aQuoteWithoutItsPartnerIsReported() {
    assertInstanceOf(Words.Result.OpenQuote.class, Words.split("a \"b c"));
    assertInstanceOf(Words.Result.OpenQuote.class, Words.split("a 'b c"));
  }

  @Test
  void aBackslashBeforeAnOrdinaryCharacterIsReported() {
    assertInstanceOf(Words.Result.BadEscape.class, Words.split("ca C:\\vpn\\ca.crt"));
    assertInstanceOf(Words.Result.BadEscape.class, Words.split("ca \"C:\\vpn\""));
    assertInstanceOf(Words.Result.BadEscape.class, Words.split("ca x\\"));
  }

  @Test
  void aCommentSignInsideAWordIsNoticed() {
    assertTrue(split("a b#c").commentSign());
  }

  private static Words.Result.Split split(String line) {
    return assertInstanceOf(Words.Result.Split.class, Words.split(line));
  }
}
