package org.culvert.core.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code compat-mode}. */
class OlderServersTest {
  private static final List<String> MODERN =
      List.of("AES-256-GCM", "AES-128-GCM", "CHACHA20-POLY1305");

  @ParameterizedTest
  @CsvSource({"2.7.0, false", "2.6.0, false", "2.5.9, true", "2.4, true"})
  void compressedPacketsAreReadOfServersBefore26(String version, boolean reads) {
    Profile profile = Samples.profile(Samples.good("compat-mode " + version));
    assertEquals(reads, profile.compression().decompress());
    assertEquals(MODERN, profile.dataCiphers());
  }

  @Test
  void whatTheProfileSaysOfCompressionCountsMore() {
    String text = Samples.good("compat-mode 2.4.0", "allow-compression no");
    assertEquals(false, Samples.profile(text).compression().decompress());
  }

  @ParameterizedTest
  @CsvSource({"2.5.0, false", "2.4.9, true", "2.3.0, true"})
  void theOldCipherIsOfferedToServersBefore25(String version, boolean offered) {
    Profile profile = Samples.profile(Samples.good("compat-mode " + version, "cipher AES-256-CBC"));
    assertEquals(offered, profile.dataCiphers().contains("AES-256-CBC"));
    assertEquals(Optional.of("AES-256-CBC"), profile.fallbackCipher());
  }

  @ParameterizedTest
  @CsvSource({"2.4.0, ''", "2.3.9, AES-256-GCM"})
  void anyCipherIsTheFallbackForServersBefore24(String version, String fallback) {
    Profile profile = Samples.profile(Samples.good("compat-mode " + version, "cipher AES-256-GCM"));
    assertEquals(fallback, profile.fallbackCipher().orElse(""));
  }

  @Test
  void oldTlsStaysOutOfTheQuestion() {
    String told = Samples.parse(Samples.good("compat-mode 2.3.6")).findings().toString();
    assertTrue(told.contains("TLS 1.0, which is never used"), told);
  }

  @Test
  void whatIsNoVersionIsAnError() {
    String told = Samples.parse(Samples.good("compat-mode old")).errors().toString();
    assertTrue(told.contains("not a version of OpenVPN"), told);
  }
}
