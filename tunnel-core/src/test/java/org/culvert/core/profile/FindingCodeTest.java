package org.culvert.core.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.culvert.core.api.Flaw;
import org.culvert.core.api.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FindingCodeTest {
  static Stream<FindingCode> codes() {
    return FindingCode.all().filter(code -> code != FileCode.AS_SAID);
  }

  @Test
  void noTwoHaveOneName() {
    List<String> names = FindingCode.all().map(FindingCode::wireName).toList();

    assertEquals(names.stream().distinct().toList(), names);
  }

  @Test
  void oneNameStandsForOneAdvice() {
    Map<String, String> advice = new HashMap<>();
    List<String> different = new ArrayList<>();
    FindingCode.all()
        .forEach(
            code -> {
              String words = code.text().whatToDo();
              if (!advice.merge(code.remedyName(), words, (one, _) -> one).equals(words)) {
                different.add(code.remedyName());
              }
            });

    assertEquals(List.of(), different);
  }

  @ParameterizedTest
  @MethodSource("codes")
  void itSaysWhatIsTheMatterAndWhatToDo(FindingCode code) {
    assertFalse(code.text().what().matches(".*[.:]"), code.text()::what);
    if (code.text().shared().filter("as-catalogued"::equals).isEmpty()) {
      assertTrue(code.text().whatToDo().endsWith("."), code.text()::whatToDo);
    }
  }

  @Test
  void whatIsBehindAProblemIsFoundAgain() {
    List<String> args = Collections.nCopies(9, "it's {0}");
    FindingCode.all()
        .filter(code -> !(code instanceof VerdictCode))
        .map(
            code ->
                new Finding("office", 3, "dev", Finding.Severity.ERROR, Action.INVALID, code, args))
        .forEach(finding -> assertEquals(Optional.of(finding), Finding.behind(finding.problem())));
  }

  @Test
  void whatIsSaidOfADirectiveIsOursOnlyAsOurCatalogueSaysIt() {
    DirectiveRule rule =
        Catalogue.ours().all().stream()
            .filter(it -> it.action() == Action.REFUSE)
            .findFirst()
            .orElseThrow();
    String toDo = rule.whatToDo().orElseThrow();
    Finding ours = refused(rule.name(), List.of(rule.name(), rule.reason(), toDo));

    assertEquals(Optional.of(ours), Finding.behind(ours.problem()));
    List.of(
            refused(rule.name(), List.of(rule.name(), "it is too young", toDo)),
            refused(rule.name(), List.of(rule.name(), rule.reason(), "Wait.")),
            refused("another", List.of(rule.name(), rule.reason(), toDo)))
        .forEach(other -> assertEquals(Optional.empty(), Finding.behind(other.problem())));
  }

  private static Finding refused(String directive, List<String> args) {
    return new Finding(
        "office", 3, directive, Finding.Severity.ERROR, Action.INVALID, VerdictCode.REFUSED, args);
  }

  @Test
  void whatAnotherVersionSaysOtherwiseStaysAsItIs() {
    Problem known = Finding.unusable("office", FileCode.TOO_MANY_LINES, "9", "8").problem();
    Flaw flaw = known.flaw().orElseThrow();
    List.of(
            new Problem(known.code(), List.of("office: 9 lines are too many", "Remove one.")),
            new Problem(known.code(), List.of("office: too long", "Cut it."), known.flaw()),
            new Problem(
                known.code(), known.args(), Optional.of(named(flaw, "phase-of-the-moon", "9"))),
            new Problem(known.code(), known.args(), Optional.of(named(flaw, flaw.code(), "9"))))
        .forEach(other -> assertEquals(Optional.empty(), Finding.behind(other)));
  }

  private static Flaw named(Flaw flaw, String code, String... args) {
    return new Flaw(flaw.file(), flaw.line(), flaw.directive(), code, List.of(args));
  }

  @Test
  void whatAFileChoseStaysWhatItIs() {
    Finding finding =
        Finding.unusable("it's {0}.ovpn", FileCode.AS_SAID, "it's {1}\u202e", "Don't {0}.");

    assertEquals("it's {0}.ovpn: it's {1}\\u{202e}. Don't {0}.", finding.toString());
  }

  @Test
  void theLineOfAKeyIsNotAmongTheArguments() {
    String line = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7";
    Finding finding =
        Samples.parse("client\n" + line + " x\n").findings().stream()
            .filter(found -> found.line() == 2)
            .findFirst()
            .orElseThrow();

    assertEquals(LineCode.UNKNOWN_LINE, finding.code());
    assertEquals("", finding.directive());
    assertEquals(List.of(""), finding.args());
  }
}
