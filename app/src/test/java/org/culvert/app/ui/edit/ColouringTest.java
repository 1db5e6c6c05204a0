package org.culvert.app.ui.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which part of a profile is what. */
class ColouringTest {
  /** For each line its parts, such as {@code DIRECTIVE:client}. */
  private static List<String> parts(String... lines) {
    Colouring colouring = Colouring.of(lines.length, i -> lines[i]);
    return java.util.stream.IntStream.range(0, lines.length)
        .mapToObj(
            i ->
                String.join(
                    " ",
                    colouring.pieces(i, lines[i]).stream()
                        .map(p -> p.look() + ":" + lines[i].substring(p.from(), p.to()))
                        .toList()))
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "client|DIRECTIVE:client",
        "  remote a 1|DIRECTIVE:remote ARGUMENT:a ARGUMENT:1",
        "# a b|COMMENT:# a b",
        "; x|COMMENT:; x",
        "verb 3 # loud|DIRECTIVE:verb ARGUMENT:3 COMMENT:# loud",
        "setenv A b#c|DIRECTIVE:setenv ARGUMENT:A ARGUMENT:b#c",
        "setenv A \"b # c\" d|DIRECTIVE:setenv ARGUMENT:A ARGUMENT:\"b # c\" ARGUMENT:d",
        "setenv A 'b\\' # c|DIRECTIVE:setenv ARGUMENT:A ARGUMENT:'b\\' COMMENT:# c",
        "setenv A b\\ c|DIRECTIVE:setenv ARGUMENT:A ARGUMENT:b\\ c",
        "setenv A \"open|DIRECTIVE:setenv ARGUMENT:A ARGUMENT:\"open",
      })
  void aLineOutsideOfBlocksIsSplitLikeTheParserDoes(String line, String expected) {
    assertEquals(List.of(expected), parts(line));
  }

  @Test
  void tagsAndWhatIsBetweenThemLookTheirOwnWay() {
    assertEquals(
        List.of(
            "DIRECTIVE:client",
            "TAG:<ca>",
            "MATERIAL:# AAAA",
            "",
            "MATERIAL:<key>",
            "TAG:</ca>",
            "DIRECTIVE:verb ARGUMENT:3"),
        parts("client", "<ca>", "# AAAA", "", "<key>", "</ca>", "verb 3"));
  }

  @Test
  void aConnectionHoldsDirectives() {
    assertEquals(
        List.of("TAG:<connection>", "DIRECTIVE:remote ARGUMENT:a", "TAG:</connection>"),
        parts("<connection>", "remote a", "</connection>"));
  }

  @Property(tries = 500)
  void piecesLieBesideEachOtherInsideOfTheLine(@ForAll String text) {
    String line = text.replace('\n', ' ');
    int end = 0;
    for (Piece piece : LinePieces.of(line)) {
      assertTrue(piece.from() >= end && piece.from() < piece.to(), line);
      end = piece.to();
    }
    assertTrue(end <= line.length(), line);
  }
}
