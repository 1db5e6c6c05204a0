package org.culvert.core.profile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The helper reads profiles of strangers: none may keep it busy or fill its memory. */
class HostileSizesTest {
  @ParameterizedTest
  @MethodSource("texts")
  void aProfileOfTheLargestSizeIsReadAtOnce(String repeated) {
    String text = repeated.repeat((ProfileText.MAX_BYTES - 100) / repeated.length());

    ProfileReport report =
        assertTimeoutPreemptively(
            Duration.ofSeconds(60), () -> Samples.parse("client\n" + text + "\n</ca>\n"));

    assertTrue(report.profile().isEmpty());
    assertTrue(report.findings().size() <= 2002);
  }

  static List<String> texts() {
    return List.of(
        "x\n",
        "a ",
        "\"",
        "\\ ",
        "<ca>\n",
        "</ca>\n",
        "<ca>\n</ca>\n",
        "<connection>\n",
        "-----BEGIN X-----\n",
        "-----END X-----\n",
        "<ca>\n-----BEGIN CERTIFICATE-----\n-----END X-----\n</ca>\n",
        "ca -----BEGIN ",
        "remote-cert-eku 1.1.1.1.1.1.1.1\n",
        "remote-cert-eku " + "1.".repeat(20_000) + "\n",
        "x <ca",
        "nice 1\n",
        "route 10.0.0.0\n");
  }

  @ParameterizedTest
  @MethodSource("tooLarge")
  void aProfileThatIsTooLargeIsNotRead(int size) {
    assertEquals(
        List.of(
            "test.ovpn: the file has "
                + size
                + " bytes, a profile at most 1048576. Check that it is a profile."),
        Samples.lines(Samples.parse(new byte[size]).findings()));
  }

  static List<Integer> tooLarge() {
    return List.of(ProfileText.MAX_BYTES + 1, 10 * ProfileText.MAX_BYTES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ca", "extra-certs", "capath"})
  void oneLargeFileThatIsNamedThousandsOfTimesIsNotKeptThousandsOfTimes(String directive) {
    AtomicInteger reads = new AtomicInteger();
    IncludedFiles files =
        new IncludedFiles() {
          @Override
          public Optional<byte[]> read(String name) {
            reads.incrementAndGet();
            return Optional.of(new byte[1 << 20]);
          }

          @Override
          public Optional<List<String>> list(String folder) {
            return Optional.of(List.of("a", "b", "c", "d", "e", "f", "g"));
          }
        };
    byte[] profile = ("client\n" + (directive + " x\n").repeat(10_000)).getBytes(UTF_8);

    ProfileReport report = ProfileBundle.make("test.ovpn", profile, files, Samples.NOW).report();

    assertTrue(report.profile().isEmpty());
    assertTrue(
        Samples.lines(report.findings()).toString().contains("more than 4 MiB together"),
        () -> Samples.lines(report.findings()).toString());
    assertTrue(reads.get() <= 10, () -> reads + " reads");
  }
}
