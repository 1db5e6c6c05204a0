package org.culvert.helper.linux.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.culvert.core.plan.DnsPlan;
import org.culvert.helper.host.DnsException;
import org.culvert.helper.host.HostDns.Applied;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine with a plain resolv.conf. */
class FileBackEndTest {
  @TempDir Path folder;
  private MachineFiles machine;
  private LinuxDns dns;

  @BeforeEach
  void aMachine() {
    machine = new MachineFiles(folder);
    machine.write("etc/resolv.conf", MachineFiles.BEFORE);
    dns = machine.dns();
  }

  @Test
  void theTunnelsServersReplaceTheOthersAndComeOutAgain() throws IOException {
    Applied applied = dns.apply("tun0", MachineFiles.plain("10.8.0.1", "fd00::1"));
    assertEquals(
        "search lan.example; nameserver 10.8.0.1; nameserver fd00::1; options edns0",
        machine.asked());
    assertEquals(Optional.of(machine.resolvConf().toString()), applied.setIn());
    assertEquals(Optional.empty(), applied.missing());

    dns.release("tun0");
    assertEquals(MachineFiles.BEFORE, machine.text());
    assertFalse(Files.exists(machine.journal()));
  }

  @Test
  void searchDomainsOfTheTunnelComeFirst() throws IOException {
    dns.apply("tun0", new DnsPlan(List.of(), List.of("corp.example", "b.example")));
    assertEquals(
        "search corp.example b.example lan.example; nameserver 192.0.2.53; options edns0 trust-ad",
        machine.asked());
  }

  @Test
  void moreServersThanAreReadAreToldAndLeftOut() throws IOException {
    Applied applied =
        dns.apply("tun0", MachineFiles.plain("10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.4"));
    assertFalse(machine.text().contains("10.0.0.4"));
    assertTrue(applied.notes().toString().contains("not set: 10.0.0.4"), applied.toString());
  }

  @Test
  void splitDnsIsNotMadeUpButTold() throws IOException {
    Applied applied =
        dns.apply(
            "tun0",
            new DnsPlan(
                List.of(MachineFiles.split("10.8.0.1", "corp.example")), List.of("corp.example")));
    assertEquals(
        "search corp.example lan.example; nameserver 192.0.2.53; options edns0 trust-ad",
        machine.asked());
    assertEquals(Optional.empty(), applied.resolver());
    String missing = applied.missing().orElseThrow().what();
    assertTrue(missing.contains("10.8.0.1 is meant for names in corp.example only"), missing);
  }

  @Test
  void theFirstResolverThatAFileCanNameIsUsed() throws IOException {
    DnsPlan plan =
        new DnsPlan(
            List.of(
                MachineFiles.overTls("10.0.0.1", 853, "dns.example"),
                MachineFiles.split("10.0.0.2", "a.example"),
                MachineFiles.resolver("10.0.0.3")),
            List.of());
    Applied applied = dns.apply("tun0", plan);
    assertTrue(machine.asked().contains("nameserver 10.0.0.3"), machine.asked());
    assertFalse(machine.asked().contains("10.0.0.1"), machine.asked());
    assertEquals(Optional.empty(), applied.missing());
    assertTrue(applied.notes().toString().contains("over TLS"), applied.toString());
  }

  @Test
  void ofSeveralTunnelsTheLastIsInTheFile() throws IOException {
    dns.apply("tun0", MachineFiles.plain("10.0.0.1"));
    dns.apply("tun1", MachineFiles.plain("10.0.0.2"));
    assertTrue(machine.asked().contains("nameserver 10.0.0.2"));
    assertFalse(machine.asked().contains("10.0.0.1"));

    dns.release("tun1");
    assertTrue(machine.asked().contains("nameserver 10.0.0.1"), machine.asked());
    dns.release("tun0");
    assertEquals(MachineFiles.BEFORE, machine.text());
  }

  @Test
  void whoseServersAreNotAskedAnyMoreIsTold() throws IOException {
    dns.apply("tun0", MachineFiles.plain("10.0.0.1"));
    Applied second = dns.apply("tun1", MachineFiles.plain("10.0.0.2"));
    assertTrue(
        second.notes().toString().contains("the servers of the tunnel tun0 are not asked"),
        second.toString());
  }

  @Test
  void aTunnelWithoutServersLeavesThoseOfAnother() throws IOException {
    dns.apply("tun0", MachineFiles.plain("10.0.0.1"));
    Applied second = dns.apply("tun1", new DnsPlan(List.of(), List.of("b.example")));
    assertEquals(
        "search b.example lan.example; nameserver 10.0.0.1; options edns0", machine.asked());
    assertFalse(second.notes().toString().contains("not asked"), second.toString());

    dns.release("tun0");
    assertEquals(
        "search b.example lan.example; nameserver 192.0.2.53; options edns0 trust-ad",
        machine.asked());
    dns.release("tun1");
    assertEquals(MachineFiles.BEFORE, machine.text());
  }

  @Test
  void theFirstOfTwoTunnelsMayLeaveFirst() throws IOException {
    dns.apply("tun0", MachineFiles.plain("10.0.0.1"));
    dns.apply("tun1", MachineFiles.plain("10.0.0.2"));
    dns.release("tun0");
    assertTrue(machine.asked().contains("nameserver 10.0.0.2"), machine.asked());
    dns.release("tun1");
    assertEquals(MachineFiles.BEFORE, machine.text());
  }

  @Test
  void anotherPlanOfTheSameTunnelReplacesTheFirst() throws IOException {
    dns.apply("tun0", MachineFiles.plain("10.0.0.1"));
    dns.apply("tun0", MachineFiles.plain("10.0.0.2"));
    assertFalse(machine.asked().contains("10.0.0.1"));
    dns.apply("tun0", DnsPlan.NONE);
    assertEquals(MachineFiles.BEFORE, machine.text());
  }

  @Test
  void whatOthersWroteInBetweenIsKept() throws IOException {
    dns.apply("tun0", MachineFiles.plain("10.0.0.1"));
    machine.write("etc/resolv.conf", "nameserver 198.51.100.1\n");
    dns.release("tun0");
    assertEquals("nameserver 198.51.100.1\n", machine.text());
    assertFalse(Files.exists(machine.journal()));
  }

  @Test
  void theTunnelsServersArePutBackAndTheOthersChangeComesBackAtTheEnd() throws IOException {
    dns.apply("tun0", MachineFiles.plain("10.0.0.1"));
    assertEquals(List.of(), dns.repair("tun0"));
    machine.write("etc/resolv.conf", "nameserver 198.51.100.1\n");
    assertEquals(1, dns.repair("tun0").size());
    assertEquals("nameserver 10.0.0.1", machine.asked());
    dns.release("tun0");
    assertEquals("nameserver 198.51.100.1\n", machine.text());
  }

  @Test
  void aFileWithAnotherOwnerIsNotFoughtFor() throws IOException {
    dns.apply("tun0", MachineFiles.plain("10.0.0.1"));
    String told = "";
    for (int i = 0; i < 20; i++) {
      machine.write("etc/resolv.conf", "nameserver 198.51.100." + i + "\n");
      told += String.join("", dns.repair("tun0"));
    }
    assertEquals("nameserver 198.51.100.19\n", machine.text());
    assertTrue(told.contains("too often"), told);
    dns.release("tun0");
    assertEquals("nameserver 198.51.100.19\n", machine.text());
  }

  @Test
  void theNextProcessPutsBackWhatAKilledOneLeft() throws IOException {
    dns.apply("tun0", MachineFiles.plain("10.0.0.1"));
    dns.apply("tun1", MachineFiles.plain("10.0.0.2"));
    assertEquals(1, machine.dns().recover().size());
    assertEquals(MachineFiles.BEFORE, machine.text());
    assertFalse(Files.exists(machine.journal()));
    assertEquals(List.of(), machine.dns().recover());
  }

  @Test
  void theNextProcessLeavesAloneWhatOthersWroteSince() throws IOException {
    dns.apply("tun0", MachineFiles.plain("10.0.0.1"));
    machine.write("etc/resolv.conf", "nameserver 198.51.100.1\n");
    assertTrue(machine.dns().recover().getFirst().contains("Left "));
    assertEquals("nameserver 198.51.100.1\n", machine.text());
    assertFalse(Files.exists(machine.journal()));
  }

  @Test
  void aFileThatWasKilledHalfWrittenIsPutBack() throws IOException {
    dns.apply("tun0", MachineFiles.plain("10.0.0.1"));
    machine.write("etc/resolv.conf", machine.text().substring(0, 10));
    machine.dns().recover();
    assertEquals(MachineFiles.BEFORE, machine.text());
  }

  @Test
  void everyByteComesBack() throws IOException {
    byte[] odd = {'#', (byte) 0xff, (byte) 0xc3, 0, '\r', '\n', ';', ' '};
    Files.write(machine.resolvConf(), odd);
    dns.apply("tun0", MachineFiles.plain("10.0.0.1"));
    machine.dns().recover();
    assertEquals(List.of(), dns.repair("tun1"));
    assertTrue(java.util.Arrays.equals(odd, Files.readAllBytes(machine.resolvConf())));
  }

  @Test
  void aFileThatWasNotThereIsRemovedAgain() throws IOException {
    Files.delete(machine.resolvConf());
    dns.apply("tun0", MachineFiles.plain("10.0.0.1"));
    assertEquals("nameserver 10.0.0.1", machine.asked());
    assertEquals(
        "rw-r--r--",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(machine.resolvConf())));
    dns.release("tun0");
    assertFalse(Files.exists(machine.resolvConf()));

    dns.apply("tun0", MachineFiles.plain("10.0.0.1"));
    machine.dns().recover();
    assertFalse(Files.exists(machine.resolvConf()));
  }

  @Test
  void aLinkStaysALinkAndRightsStayAsTheyWere() throws IOException {
    Files.delete(machine.resolvConf());
    Path target = machine.write("run/somebody/resolv.conf", MachineFiles.BEFORE);
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-rw-r--"));
    machine.link("etc/resolv.conf", "../run/somebody/resolv.conf");
    dns.apply("tun0", MachineFiles.plain("10.0.0.1"));
    assertTrue(Files.isSymbolicLink(machine.resolvConf()));
    assertTrue(machine.asked().contains("; nameserver 10.0.0.1; "), machine.asked());
    assertEquals("rw-rw-r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(target)));
    dns.release("tun0");
    assertEquals(MachineFiles.BEFORE, Files.readString(target));
    assertTrue(Files.isSymbolicLink(machine.resolvConf()));
  }

  @Test
  void aFileThatCannotBeWrittenIsToldAndLeavesNoJournal() throws IOException {
    Files.delete(machine.resolvConf());
    Files.createDirectory(machine.resolvConf());
    DnsException e =
        assertThrows(DnsException.class, () -> dns.apply("tun0", MachineFiles.plain("10.0.0.1")));
    assertTrue(e.toString().contains("could not be written"), e.toString());
    assertFalse(e.hint().isEmpty());
    dns.release("tun0");
    assertFalse(Files.exists(machine.journal()));
  }

  @Test
  void nothingIsChangedWithoutAJournal() throws IOException {
    Files.createFile(machine.state());
    assertThrows(IOException.class, () -> dns.apply("tun0", MachineFiles.plain("10.0.0.1")));
    assertEquals(MachineFiles.BEFORE, machine.text());
  }

  @Test
  void aJournalOfAnotherVersionIsToldAndALineWithoutSenseIsSkipped() throws IOException {
    machine.write("state/dns.journal", "culvert dns 1\nfile x\nfrob\nresolved x y\n");
    assertEquals(List.of(), machine.dns().recover());
    machine.write("state/dns.journal", "culvert dns 9\n");
    IOException e = assertThrows(IOException.class, () -> machine.dns().recover());
    assertTrue(e.toString().contains("another version"), e.toString());
  }
}
