package org.culvert.helper.linux.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.culvert.core.plan.DnsPlan;
import org.culvert.helper.host.DnsException;
import org.culvert.helper.host.HostDns.Applied;
import org.culvert.helper.linux.dns.resolved.LinkDns;
import org.culvert.helper.linux.dns.resolved.Resolved;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What systemd-resolved is told about a link. */
class ResolvedBackEndTest {
  @TempDir Path folder;
  private final List<String> calls = new ArrayList<>();
  private Optional<IOException> failure = Optional.empty();
  private MachineFiles machine;
  private LinuxDns dns;

  @BeforeEach
  void aMachine() {
    machine = new MachineFiles(folder);
    machine.write("etc/resolv.conf", "nameserver 127.0.0.53\n");
    machine.write("sys/class/net/tun0/ifindex", "7\n");
    machine.write("proc/sys/kernel/random/boot_id", "11111111-2222\n");
    dns = dns();
  }

  private LinuxDns dns() {
    return new LinuxDns(folder, machine.state(), Recorder::new);
  }

  private final class Recorder implements Resolved {
    @Override
    public void configure(int link, LinkDns wanted) throws IOException {
      calls.add(
          link
              + " servers "
              + wanted.servers().stream()
                  .map(
                      server ->
                          server.address().getHostAddress() + "#" + server.port() + server.name())
                  .collect(Collectors.joining(" "))
              + " domains "
              + wanted.domains().stream()
                  .map(domain -> (domain.routeOnly() ? "~" : "") + domain.name())
                  .collect(Collectors.joining(" "))
              + (wanted.defaultRoute() ? " default" : "")
              + (wanted.dnssec().isEmpty() ? "" : " dnssec " + wanted.dnssec())
              + (wanted.overTls() ? " tls" : ""));
      if (failure.isPresent()) {
        throw failure.get();
      }
    }

    @Override
    public void revert(int link) {
      calls.add(link + " revert");
    }
  }

  @Test
  void aResolverForEverythingTakesEverything() throws IOException {
    Applied applied =
        dns.apply(
            "tun0",
            new DnsPlan(List.of(MachineFiles.resolver("10.8.0.1")), List.of("corp.example")));
    assertEquals(List.of("7 servers 10.8.0.1#0 domains corp.example ~. default"), calls);
    assertEquals(Optional.of("systemd-resolved"), applied.setIn());
    dns.release("tun0");
    assertEquals("7 revert", calls.getLast());
    assertFalse(Files.exists(machine.journal()));
  }

  @Test
  void aSplitResolverGetsItsDomainsOnly() throws IOException {
    dns.apply(
        "tun0",
        new DnsPlan(
            List.of(MachineFiles.split("10.8.0.1", "corp.example", "b.example")),
            List.of("b.example")));
    assertEquals(List.of("7 servers 10.8.0.1#0 domains b.example ~corp.example"), calls);
  }

  @Test
  void tlsAndSignaturesAreDemanded() throws IOException {
    dns.apply(
        "tun0",
        new DnsPlan(List.of(MachineFiles.overTls("10.8.0.1", 853, "dns.example")), List.of()));
    assertEquals(
        List.of("7 servers 10.8.0.1#853dns.example domains ~. default dnssec yes tls"), calls);
  }

  @Test
  void theSamePlanIsNotToldTwice() throws IOException {
    dns.apply("tun0", MachineFiles.plain("10.8.0.1"));
    dns.apply("tun0", MachineFiles.plain("10.8.0.1"));
    assertEquals(1, calls.size());
  }

  @Test
  void aFailureLeavesNoJournalAndIsTriedAgain() throws IOException {
    failure = Optional.of(new DnsException("no", "Help it."));
    assertThrows(DnsException.class, () -> dns.apply("tun0", MachineFiles.plain("10.8.0.1")));
    assertFalse(Files.exists(machine.journal()));
    failure = Optional.empty();
    dns.apply("tun0", MachineFiles.plain("10.8.0.1"));
    assertEquals(2, calls.size());
  }

  @Test
  void searchDomainsWithoutAResolverAreToldToBeOfNoUse() throws IOException {
    Applied applied = dns.apply("tun0", new DnsPlan(List.of(), List.of("corp.example")));
    assertEquals(List.of(), calls);
    assertTrue(applied.missing().orElseThrow().what().contains("corp.example"));
  }

  @Test
  void aLinkThatOutlivedAKilledProcessIsReverted() throws IOException {
    dns.apply("tun0", MachineFiles.plain("10.8.0.1"));
    assertEquals(1, dns().recover().size());
    assertEquals("7 revert", calls.getLast());
    assertFalse(Files.exists(machine.journal()));
  }

  @Test
  void aLinkThatWentWithItsProcessIsNotMistakenForANewOne() throws IOException {
    dns.apply("tun0", MachineFiles.plain("10.8.0.1"));
    machine.write("sys/class/net/tun0/ifindex", "8\n");
    assertEquals(List.of(), dns().recover());
    assertEquals(1, calls.size());
    assertFalse(Files.exists(machine.journal()));
  }

  @Test
  void aLineOfAnEarlierBootIsForgottenThoughALinkHasItsNameAndNumber() throws IOException {
    dns.apply("tun0", MachineFiles.plain("10.8.0.1"));
    machine.write("proc/sys/kernel/random/boot_id", "33333333-4444\n");
    assertEquals(List.of(), dns().recover());
    assertEquals(1, calls.size());
    assertFalse(Files.exists(machine.journal()));
  }
}
