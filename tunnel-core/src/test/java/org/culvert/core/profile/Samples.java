package org.culvert.core.profile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Fixture files, and short ways to parse. */
final class Samples {
  static final Instant NOW = Instant.parse("2026-12-01T00:00:00Z");

  /** The fixture PKI as the files next to a profile. */
  static final IncludedFiles PKI =
      name -> {
        try (InputStream in = Samples.class.getResourceAsStream("pki/" + name)) {
          return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      };

  private Samples() {}

  static byte[] resource(String name) {
    try (InputStream in = Samples.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String pem(String name) {
    return new String(resource("pki/" + name), StandardCharsets.US_ASCII);
  }

  static String block(String tag, String file) {
    return "<" + tag + ">\n" + pem(file) + "</" + tag + ">\n";
  }

  /** A profile that has nothing to complain about, with more lines at its end. */
  static String good(String... more) {
    return """
        client
        dev tun
        remote vpn.example.com 1194 udp
        remote-cert-tls server
        """
        + String.join("\n", more)
        + "\n"
        + block("ca", "ca.crt")
        + block("cert", "client.crt")
        + block("key", "client.key");
  }

  static ProfileReport parse(String text) {
    return new ProfileParser(NOW).parse("test.ovpn", text, PKI);
  }

  static ProfileReport parse(byte[] bytes) {
    return new ProfileParser(NOW).parse("test.ovpn", bytes, PKI);
  }

  /** The profile of a text that must be good. */
  static Profile profile(String text) {
    ProfileReport report = parse(text);
    return report
        .profile()
        .orElseThrow(() -> new AssertionError(String.join("\n", lines(report.findings()))));
  }

  static List<String> lines(List<Finding> findings) {
    return findings.stream().map(Finding::toString).toList();
  }
}
