package org.culvert.core.profile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Every directive that OpenVPN knows, from the table {@code directives.txt}. */
final class Catalogue {
  private static final Catalogue OURS = load();

  private final Map<String, DirectiveRule> rules = new LinkedHashMap<>();

  private Catalogue() {}

  static Catalogue ours() {
    return OURS;
  }

  Optional<DirectiveRule> find(String name) {
    return Optional.ofNullable(rules.get(name));
  }

  /** For names written in capitals. */
  Optional<DirectiveRule> findIgnoringCase(String name) {
    return find(name.toLowerCase(Locale.ROOT));
  }

  Collection<DirectiveRule> all() {
    return rules.values();
  }

  private static Catalogue load() {
    Catalogue catalogue = new Catalogue();
    try (InputStream in =
        Objects.requireNonNull(Catalogue.class.getResourceAsStream("directives.txt"))) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#") && !line.startsWith("="))
          .forEach(catalogue::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return catalogue;
  }

  private void add(String line) {
    String[] cells = line.split("\\|", -1);
    String name = cells[0].strip();
    String syntax = cells[1].strip();
    String flags = cells[2];
    int min = 0;
    int max = 0;
    int depth = 0;
    for (String word : syntax.isEmpty() ? new String[0] : syntax.split(" ", -1)) {
      boolean optional = depth > 0 || word.startsWith("[");
      depth += count(word, '[') - count(word, ']');
      if (word.equals("...")) {
        max = Integer.MAX_VALUE;
      } else {
        min += optional ? 0 : 1;
        max++;
      }
    }
    DirectiveRule rule =
        new DirectiveRule(
            name,
            syntax,
            min,
            max,
            flags.contains("C"),
            flags.contains("I"),
            flags.contains("F"),
            flags.contains("M"),
            flags.contains("2"),
            Action.valueOf(cells[3].strip()),
            cells[4].strip(),
            cells.length > 5 ? Optional.of(cells[5].strip()) : Optional.empty());
    if (rules.put(name, rule) != null) {
      throw new IllegalStateException("directives.txt has " + name + " twice");
    }
  }

  private static int count(String word, char c) {
    return (int) word.chars().filter(x -> x == c).count();
  }
}
