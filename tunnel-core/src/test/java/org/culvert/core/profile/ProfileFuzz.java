package org.culvert.core.profile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.culvert.core.fuzz.FuzzTarget;

/** Whole profiles, as the window imports them and as the helper reads them. */
public final class ProfileFuzz implements FuzzTarget {
  /** For the list of targets. */
  public ProfileFuzz() {}

  @Override
  public String name() {
    return "profile";
  }

  @Override
  public List<byte[]> seeds() {
    String everything =
        String.join(
            "\n", Catalogue.ours().all().stream().map(r -> r.name() + " 1 udp 10.0.0.1").toList());
    return Stream.of(
            Samples.good(),
            Samples.good("tls-auth ta.key 1", "cipher AES-256-CBC", "<connection>\nremote b 1\n"),
            "\ufeffclient\r\ndev tun\r\nremote a 1 tcp\r\nca \"ca.crt\"\r\nauth-user-pass\r\n",
            everything)
        .map(text -> text.getBytes(UTF_8))
        .toList();
  }

  @Override
  public void run(byte[] input) {
    ProfileBundle bundle = ProfileBundle.make("fuzz.ovpn", input, Samples.PKI, Samples.NOW);
    ProfileReport report = bundle.report();

    assertEquals(report.errors().isEmpty(), report.profile().isPresent());
    report.findings().forEach(finding -> assertTrue(finding.line() >= 0, finding.toString()));
    bundle.text().ifPresent(ProfileFuzz::readAgain);
  }

  /** What is stored is what the helper reads, without any file. */
  private static void readAgain(String stored) {
    ProfileBundle again =
        ProfileBundle.make("fuzz.ovpn", stored.getBytes(UTF_8), IncludedFiles.NONE, Samples.NOW);
    assertEquals(stored, again.text().orElseThrow());
  }
}
