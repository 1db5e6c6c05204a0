package org.culvert.core.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One file for each reason to refuse a profile. Beside {@code x.ovpn} stands {@code x.txt} with the
 * errors that it must give, one a line.
 */
class BadProfilesTest {
  @ParameterizedTest
  @MethodSource("files")
  void eachBadFileSaysWhatIsWrongAndWhatToDo(Path file) throws IOException {
    ProfileReport report =
        new ProfileParser(Samples.NOW)
            .parse(file.getFileName().toString(), Files.readAllBytes(file), Samples.PKI);
    Path expected = file.resolveSibling(file.getFileName().toString().replace(".ovpn", ".txt"));

    assertEquals(
        Files.readString(expected, StandardCharsets.UTF_8).strip(),
        String.join("\n", Samples.lines(report.errors())));
    assertTrue(report.profile().isEmpty());
  }

  @Test
  void thereAreFiles() throws IOException {
    assertTrue(files().size() > 40);
  }

  static List<Path> files() throws IOException {
    Path folder =
        Path.of(Objects.requireNonNull(BadProfilesTest.class.getResource("bad")).getPath());
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(p -> p.toString().endsWith(".ovpn")).sorted().toList();
    }
  }
}
