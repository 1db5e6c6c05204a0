package org.culvert.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documents say to type is there. */
class DocumentedCommandsTest extends CliFixture {
  private static final Pattern COMMAND = Pattern.compile("(?:\\./|`)culvert ([a-z]+)([^`#|\n]*)");

  private static final Pattern OPTION = Pattern.compile("(?<= )--(no-)?([a-z-]+)");

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "docs/GETTING-STARTED.md"})
  void eachCommandHasTheOptionsThatItIsShownWith(String document) throws Exception {
    List<MatchResult> shown = COMMAND.matcher(read(document)).results().toList();
    assertTrue(shown.size() > 10, document);
    for (MatchResult command : shown) {
      out.getBuffer().setLength(0);
      assertEquals(0, run(command.group(1), "--help"), command.group());
      OPTION
          .matcher(command.group(2))
          .results()
          .forEach(option -> assertTrue(hasOption(option), command.group()));
    }
  }

  private boolean hasOption(MatchResult option) {
    String negatable = "--\\[no-]" + option.group(2);
    return Pattern.compile("(" + option.group() + "|" + negatable + ")(?![a-z-])")
        .matcher(out.toString())
        .find();
  }

  private static String read(String document) throws IOException {
    Path here = Path.of(document);
    return Files.readString(Files.exists(here) ? here : Path.of("..").resolve(document));
  }
}
