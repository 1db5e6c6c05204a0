package org.culvert.app.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * DNS on a machine that goes by systemd-resolved: one run of resolved-vm.sh in a virtual machine,
 * and a test for each thing that it found.
 */
@Tag("interop")
@Tag("machines")
class ResolvedVmIT {
  private static final Duration LIMIT = Duration.ofMinutes(15);

  /** The answer of the DNS server that the machine has anyway. */
  private static final String OUTSIDE = "192.0.2.10";

  /** The answer to the same question by the one that the tunnel brings. */
  private static final String INSIDE = "10.8.0.10";

  @RegisterExtension static final TestLab LAB = new TestLab();

  private static VirtualMachine machine;

  @BeforeAll
  static void boot() throws IOException {
    // Certificates and keys are there, under the names that the configuration has.
    Path folder = LAB.folder();
    OpenVpnServer.Options options =
        OpenVpnServer.options(LAB)
            .line("push \"dhcp-option DNS 10.8.0.1\"")
            .line("push \"dhcp-option DOMAIN corp.example\"")
            .line("push \"dns server 0 address 10.8.0.1\"")
            .line("push \"dns server 0 resolve-domains corp.example\"");
    Files.writeString(folder.resolve("server.conf"), OpenVpnServer.configuration(options));
    String profile = OpenVpnServer.profile(options);
    Files.writeString(folder.resolve("split.ovpn"), profile);
    Files.writeString(
        folder.resolve("plain.ovpn"), profile + "pull-filter ignore \"dns server\"\n");
    Files.writeString(
        folder.resolve("run"),
        "#!/bin/sh\nexport ROOT='%s'\nexec '%s'\n"
            .formatted(Lab.root(), program(folder.resolve("resolved-vm.sh"))));
    executable(folder.resolve("run"));
    machine =
        VirtualMachine.run(
            folder,
            LIMIT,
            List.of("systemd-resolved", "libnss-resolve", "openvpn", "dnsmasq-base"));
  }

  private static Path program(Path file) throws IOException {
    try (InputStream text =
        Objects.requireNonNull(ResolvedVmIT.class.getResourceAsStream("resolved-vm.sh"))) {
      Files.copy(text, file);
    }
    return executable(file);
  }

  private static Path executable(Path file) throws IOException {
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static void found(String mark, String expected) {
    assertEquals(expected, machine.mark(mark), () -> mark + machine.story());
  }

  @Test
  void namesAreLookedUpOutsideBefore() {
    found("before", OUTSIDE);
  }

  @Test
  void theDoctorNamesSystemdResolved() {
    assertTrue(machine.mark("doctor").contains("systemd-resolved"), machine::story);
  }

  @Test
  void namesResolveThroughThePushedServerWhileConnected() {
    found("connected", INSIDE);
  }

  @Test
  void shortNamesAreCompletedWithThePushedDomain() {
    found("short", "10.8.0.20");
  }

  @Test
  void theStatusTellsWhereDnsIsSet() {
    Json status = Json.parse(machine.mark("status"));
    assertEquals("systemd-resolved", status.text("tunnel.dns.setIn"));
    assertEquals("[10.8.0.1]", status.at("tunnel.dns.servers").list().toString());
  }

  @Test
  void namesResolveThroughTheOldServerAfterDisconnect() {
    found("disconnected", OUTSIDE);
  }

  @Test
  void splitDnsAsksThePushedServerForItsDomainsOnly() {
    found("split-inside", "10.8.0.20");
    found("split-outside", OUTSIDE);
    String link = machine.mark("split-link");
    assertTrue(link.contains("~corp.example") && link.endsWith("no"), link);
  }

  @Test
  void namesResolveThroughTheOldServerAfterAKillAndANewStart() {
    assertTrue(machine.mark("journal").contains("dns.journal"), machine::story);
    found("killed", "192.0.2.99");
    found("recovered", "0");
  }
}
