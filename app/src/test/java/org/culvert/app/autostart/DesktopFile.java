package org.culvert.app.autostart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A desktop entry as the Desktop Entry Specification 1.5 tells desktops to read it, but without
 * their lenience: what is not allowed fails.
 */
record DesktopFile(Map<String, String> entries) {
  private static final Pattern ENTRY = Pattern.compile("([A-Za-z0-9-]+)=(.*)");

  /** Quoted with its four signs escaped, or bare without any sign that is reserved. */
  private static final Pattern ARGUMENT =
      Pattern.compile(
          "\\G(?:\"((?:[^\"`$\\\\]|\\\\[\"`$\\\\])*)\"|([^\\s\"'\\\\><~|&;$*?#()`]+))(?: |\\z)");

  static DesktopFile parse(String text) {
    assertTrue(text.endsWith("\n"), "ends in the middle of a line");
    Map<String, String> entries = new LinkedHashMap<>();
    List<String> lines = text.lines().toList();
    assertEquals("[Desktop Entry]", lines.getFirst());
    for (String line : lines.subList(1, lines.size())) {
      Matcher entry = ENTRY.matcher(line);
      assertTrue(entry.matches(), () -> "neither key nor value: " + line);
      assertFalse(entries.containsKey(entry.group(1)), () -> "twice: " + line);
      entries.put(entry.group(1), entry.group(2));
    }
    return new DesktopFile(entries);
  }

  private String raw(String key) {
    assertTrue(entries.containsKey(key), () -> "no " + key + " in " + entries);
    return entries.getOrDefault(key, "");
  }

  /** A value of the type string. */
  String value(String key) {
    return Pattern.compile("\\\\(.?)")
        .matcher(raw(key))
        .replaceAll(escape -> Matcher.quoteReplacement(escaped(escape)));
  }

  private static String escaped(MatchResult escape) {
    return switch (escape.group(1)) {
      case "s" -> " ";
      case "n" -> "\n";
      case "t" -> "\t";
      case "r" -> "\r";
      case "\\" -> "\\";
      default -> throw new AssertionError("no escape: " + escape.group());
    };
  }

  /** A value of the type string(s). */
  List<String> values(String key) {
    String raw = raw(key);
    assertTrue(raw.endsWith(";"), () -> key + " ends without a semicolon");
    return List.of(raw.substring(0, raw.length() - 1).split(";", -1));
  }

  /** The arguments of {@code Exec}; a field code that stands alone is left as it is. */
  List<String> command() {
    String exec = value("Exec");
    List<String> arguments = new ArrayList<>();
    Matcher argument = ARGUMENT.matcher(exec);
    int end = 0;
    while (argument.find()) {
      end = argument.end();
      if (argument.group(1) == null) {
        arguments.add(argument.group(2));
      } else {
        arguments.add(withoutCodes(argument.group(1).replaceAll("(?s)\\\\(.)", "$1")));
      }
    }
    assertEquals(exec.length(), end, () -> "not quoted: " + exec);
    return arguments;
  }

  private static String withoutCodes(String quoted) {
    assertFalse(
        quoted.replace("%%", "").contains("%"), () -> "a field code between quotes: " + quoted);
    return quoted.replace("%%", "%");
  }
}
