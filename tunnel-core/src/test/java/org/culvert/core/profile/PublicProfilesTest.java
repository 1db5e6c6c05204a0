package org.culvert.core.profile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Profiles of the shapes that providers, appliances and scripts make. Beside {@code x.ovpn} stands
 * {@code x.txt}: what must be understood of it, and what its user is told. {@code @@name@@} in a
 * profile stands for a file of the fixture keys.
 */
class PublicProfilesTest {
  @ParameterizedTest
  @MethodSource("files")
  void eachShapeGivesTheModelBesideIt(Path file) throws IOException {
    Path expected = file.resolveSibling(file.getFileName().toString().replace(".ovpn", ".txt"));

    assertEquals(
        Files.readString(expected), ProfileSummary.of(bundle(file).report()), file.toString());
  }

  @ParameterizedTest
  @MethodSource("files")
  void whatIsStoredOfItIsTheSameProfileWithoutAnyFile(Path file) throws IOException {
    ProfileBundle bundle = bundle(file);
    Optional<Profile> original = bundle.report().profile();

    assertEquals(original.isPresent(), bundle.text().isPresent());
    if (original.isPresent()) {
      ProfileReport again =
          new ProfileParser(Samples.NOW)
              .parse("stored.ovpn", bundle.text().orElseThrow(), IncludedFiles.NONE);
      // Except for the password, which is stored apart.
      assertEquals(
          ProfileSummary.model(original.get()).replace("password of the profile", "password"),
          ProfileSummary.model(again.profile().orElseThrow()));
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void noLineGoesUnaccounted(Path file) throws IOException {
    for (Explained line : bundle(file).report().explained()) {
      assertTrue(line.line() > 0 && !line.reason().isBlank(), line.toString());
    }
  }

  @Test
  void thereAreFortyOfThem() throws IOException {
    assertTrue(files().size() >= 40);
  }

  private static ProfileBundle bundle(Path file) throws IOException {
    return ProfileBundle.make(
        file.getFileName().toString(), content(file), PublicProfilesTest::beside, Samples.NOW);
  }

  /** What such profiles name and find: their own names for our fixtures. */
  private static Optional<byte[]> beside(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    if (name.endsWith("userpass.txt")) {
      return Optional.of("ann\nthrow-away\n".getBytes(UTF_8));
    }
    if (name.endsWith("_ca.crt") || name.endsWith("-ca.pem")) {
      return Optional.of(Samples.resource("pki/ca.crt"));
    }
    return Samples.PKI.read(name);
  }

  /** Byte for byte, because the line ends are part of the shape. */
  private static byte[] content(Path file) throws IOException {
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    String lineEnd = text.contains("\r\n") ? "\r\n" : "\n";
    for (int at = text.indexOf("@@"); at >= 0; at = text.indexOf("@@")) {
      int end = text.indexOf("@@", at + 2);
      String pem = Samples.pem(text.substring(at + 2, end)).strip().replace("\n", lineEnd);
      text = text.substring(0, at) + pem + text.substring(end + 2);
    }
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  static List<Path> files() throws IOException {
    Path folder =
        Path.of(Objects.requireNonNull(PublicProfilesTest.class.getResource("public")).getPath());
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(p -> p.toString().endsWith(".ovpn")).sorted().toList();
    }
  }
}
