package org.culvert.core.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ProfileParserPropertyTest {
  private static final String PASSWORD = "Zxq7Password";

  @Property(tries = 500)
  void anyBytesGiveAReport(@ForAll byte[] bytes) {
    ProfileReport report = Samples.parse(bytes);

    assertEquals(report.errors().isEmpty(), report.profile().isPresent());
  }

  @Property(tries = 1000)
  void anyLinesGiveAReport(@ForAll("files") String text) {
    ProfileReport report = Samples.parse(text);

    assertEquals(report.errors().isEmpty(), report.profile().isPresent());
  }

  @Provide
  Arbitrary<String> files() {
    List<String> names = Catalogue.ours().all().stream().map(DirectiveRule::name).toList();
    Arbitrary<String> words =
        Arbitraries.oneOf(
            Arbitraries.of(
                "1",
                "0",
                "udp",
                "tcp",
                "server",
                "10.0.0.1",
                "255.255.255.0",
                "[inline]",
                "ca.crt",
                "ta.key",
                "client.key",
                "..",
                "//",
                "\"",
                "'",
                "#",
                "\\",
                "opt",
                "none",
                "def1"),
            Arbitraries.strings().ofMaxLength(8));
    Arbitrary<String> directives =
        Combinators.combine(Arbitraries.of(names), words.list().ofMaxSize(4))
            .as((name, args) -> name + " " + String.join(" ", args));
    Arbitrary<String> tags =
        Arbitraries.of(names).flatMap(n -> Arbitraries.of("<" + n + ">", "</" + n + ">"));
    return Arbitraries.oneOf(directives, tags, words)
        .list()
        .ofMaxSize(20)
        .map(lines -> String.join("\n", lines));
  }

  @Property(tries = 2000)
  void damageToAProfileShowsNoSecret(@ForAll("damaged") String text) {
    ProfileReport report = Samples.parse(text);

    String shown = report.toString() + report.findings() + report.explained();
    assertFalse(shown.contains(PASSWORD), shown);
    for (String line : SECRET_LINES) {
      assertFalse(shown.contains(line), shown);
    }
  }

  @Example
  void aPasswordThatStandsWhereTheNameShouldIsNotShown() {
    damageToAProfileShowsNoSecret(
        Samples.good() + "<auth-user-pass>\n" + PASSWORD + "\n</auth-user-pass>\n");
  }

  private static final List<String> SECRET_LINES =
      (Samples.pem("client.key") + Samples.pem("ta.key"))
          .lines()
          .filter(l -> l.length() > 20 && !l.contains("--") && !l.startsWith("#"))
          .toList();

  /** A good profile in which one or two lines went missing or were doubled. */
  @Provide
  Arbitrary<String> damaged() {
    List<String> lines =
        (Samples.good()
                + Samples.block("tls-auth", "ta.key")
                + "<auth-user-pass>\njane\n"
                + PASSWORD
                + "\n</auth-user-pass>\n")
            .lines()
            .toList();
    Arbitrary<List<Integer>> hits =
        Arbitraries.integers().between(0, lines.size() - 1).list().ofMinSize(1).ofMaxSize(2);
    return Combinators.combine(hits, Arbitraries.of(true, false))
        .as(
            (where, remove) -> {
              List<String> changed = new ArrayList<>();
              for (int i = 0; i < lines.size(); i++) {
                boolean hit = where.contains(i);
                if (!hit || !remove) {
                  changed.add(lines.get(i));
                }
                if (hit && !remove) {
                  changed.add(lines.get(i));
                }
              }
              return changed.stream().collect(Collectors.joining("\n"));
            });
  }
}
