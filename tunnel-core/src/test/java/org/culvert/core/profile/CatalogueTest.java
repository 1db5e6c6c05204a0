package org.culvert.core.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogueTest {
  @Test
  void noRowGetsLost() {
    // 333 directives of OpenVPN 2.6 to 2.8 and OpenVPN 3, three words of other software, one of
    // ours.
    assertEquals(338, Catalogue.ours().all().size());
  }

  @ParameterizedTest
  @MethodSource("rules")
  void everyRowCanBeReadAndExplained(DirectiveRule rule) {
    int count = Math.min(rule.maxArgs(), Math.max(1, rule.minArgs()));
    String line = rule.name() + " " + String.join(" ", Collections.nCopies(count, "1"));
    ProfileReport report = Samples.parse("client\ndev tun\n" + line + "\n");

    List<Explained> explained = report.explained().stream().filter(e -> e.line() == 3).toList();
    assertEquals(1, explained.size());
    assertFalse(explained.getFirst().reason().isBlank());
  }

  @Test
  void everyReasonIsPartOfASentence() {
    for (DirectiveRule rule : Catalogue.ours().all()) {
      assertFalse(rule.reason().endsWith("."), rule.name());
      rule.whatToDo().ifPresent(todo -> assertTrue(todo.endsWith("."), rule.name()));
    }
  }

  @Test
  void everyNameIsOneThatMayBeShown() {
    for (DirectiveRule rule : Catalogue.ours().all()) {
      assertTrue(rule.name().matches("[a-z][a-z0-9_-]*"), rule.name());
      assertTrue(Names.presentable(rule.name()), rule.name());
    }
  }

  /** What does nothing must not be called supported. */
  @Test
  void whatIsSupportedIsNotSaidToBeWithoutEffect() {
    List<String> contradictions =
        rules()
            .filter(rule -> rule.action() == Action.SUPPORT)
            .filter(rule -> rule.reason().matches(".*(not applied|this version|not yet).*"))
            .map(DirectiveRule::name)
            .toList();

    assertEquals(List.of(), contradictions);
  }

  static Stream<DirectiveRule> rules() {
    return Catalogue.ours().all().stream();
  }

  @Test
  void theSyntaxTellsHowManyWordsThereMayBe() {
    DirectiveRule remote = Catalogue.ours().find("remote").orElseThrow();
    DirectiveRule mssfix = Catalogue.ours().find("mssfix").orElseThrow();
    DirectiveRule route = Catalogue.ours().find("redirect-gateway").orElseThrow();

    assertEquals(List.of(1, 3), List.of(remote.minArgs(), remote.maxArgs()));
    assertEquals(List.of(0, 2), List.of(mssfix.minArgs(), mssfix.maxArgs()));
    assertEquals(List.of(0, Integer.MAX_VALUE), List.of(route.minArgs(), route.maxArgs()));
  }
}
