package org.culvert.core.profile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes part of a profile at its import: {@code config} and {@code capath}. */
class IncludedLinesTest {
  private static final String BARE =
      """
      client
      dev tun
      remote-cert-tls server
      cert client.crt
      key client.key
      """;

  /** Files and one folder beside the profile, and those of the fixture PKI. */
  private record Beside(Map<String, String> files) implements IncludedFiles {
    @Override
    public Optional<byte[]> read(String name) {
      return Optional.ofNullable(files.get(name))
          .map(text -> text.getBytes(UTF_8))
          .or(() -> name.contains("/") ? Optional.empty() : Samples.PKI.read(name));
    }

    @Override
    public Optional<List<String>> list(String folder) {
      List<String> names =
          files.keySet().stream()
              .filter(name -> name.startsWith(folder + "/"))
              .map(name -> name.substring(folder.length() + 1))
              .toList();
      return names.isEmpty() ? Optional.empty() : Optional.of(names);
    }
  }

  @Test
  void theLinesOfAFileBesideTheProfileStandInItsPlace() {
    ProfileBundle bundle =
        bundle(
            BARE + "config common.conf\nca ca.crt\n",
            Map.of(
                "common.conf", "remote vpn.example.com 443 tcp\nconfig more.conf\n",
                "more.conf", "tun-mtu 1400"));
    Remote remote = bundle.report().profile().orElseThrow().remotes().getFirst();
    assertEquals(443, remote.port());
    assertEquals(1400, remote.sizes().mtu().orElseThrow());
    assertFalse(bundle.text().orElseThrow().contains("config"));
    assertTrue(bundle.report().findings().toString().contains("lines of that file stand here"));
  }

  @Test
  void aFileThatNamesItselfIsRefusedInTheEnd() {
    ProfileBundle bundle = bundle(BARE + "config a\n", Map.of("a", "remote x\nconfig a"));
    assertTrue(bundle.text().isEmpty());
    assertTrue(bundle.report().errors().toString().contains("'config' cannot be used"));
  }

  @Test
  void aFileElsewhereIsNotRead() {
    ProfileBundle bundle =
        bundle(BARE + "config ../secret\n", Map.of("../secret", "remote x", "secret", "remote x"));
    assertTrue(bundle.report().errors().toString().contains("'config' cannot be used"));
  }

  @Test
  void aFolderOfCertificatesBecomesPartOfTheProfile() {
    ProfileBundle bundle =
        bundle(
            BARE + "remote vpn.example.com\ncapath certs/\n",
            Map.of(
                "certs/9d66eef0.0",
                "the CA:\n" + Samples.pem("ca.crt"),
                "certs/ca.pem",
                Samples.pem("ca.crt"),
                "certs/readme",
                "nothing"));
    String ca = bundle.report().profile().orElseThrow().tls().ca().orElseThrow();
    assertEquals(1, ca.split("BEGIN CERTIFICATE", -1).length - 1);
    String text = bundle.text().orElseThrow();
    assertTrue(text.contains("<capath>") && !text.contains("capath certs"), text.length() + "");
    assertEquals(
        ca,
        new ProfileParser(Samples.NOW)
            .parse("again.ovpn", text, IncludedFiles.NONE)
            .profile()
            .orElseThrow()
            .tls()
            .ca()
            .orElseThrow());
  }

  @Test
  void aFolderAndAFileAddUp() {
    ProfileBundle bundle =
        bundle(
            BARE + "remote vpn.example.com\nca ca.crt\ncapath certs\n",
            Map.of("certs/ca.pem", Samples.pem("ca.crt")));
    String ca = bundle.report().profile().orElseThrow().tls().ca().orElseThrow();
    assertEquals(2, ca.split("BEGIN CERTIFICATE", -1).length - 1);
  }

  @Test
  void anEmptyFolderVouchesForNobody() {
    ProfileBundle bundle =
        bundle(BARE + "remote vpn.example.com\ncapath certs\n", Map.of("certs/x", "nothing"));
    assertTrue(bundle.text().isEmpty());
    assertTrue(bundle.report().errors().toString().contains("'capath'"));
  }

  private static ProfileBundle bundle(String text, Map<String, String> files) {
    return ProfileBundle.make("test.ovpn", text.getBytes(UTF_8), new Beside(files), Samples.NOW);
  }
}
