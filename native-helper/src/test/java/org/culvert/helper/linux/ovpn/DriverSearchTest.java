package org.culvert.helper.linux.ovpn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.culvert.helper.linux.netlink.GenericFamilies.Family;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DriverSearchTest {
  private static final Family FAMILY = new Family(37, Set.of(), Map.of());

  @TempDir Path machine;

  private long now;

  private DriverSearch search(String release) {
    return new DriverSearch(
        new KernelModules(release, machine.resolve("modules")),
        machine.resolve("modprobe"),
        () -> now);
  }

  private void install(String release) throws IOException {
    Path tree = Files.createDirectories(machine.resolve("modules").resolve(release));
    Files.writeString(
        tree.resolve("modules.dep"),
        """
        kernel/drivers/net/ovpnother.ko:
        kernel/drivers/net/ovpn/ovpn.ko.xz: kernel/net/ipv4/udp_tunnel.ko.xz
        """);
  }

  private void modprobe(String script) throws IOException {
    Path program = machine.resolve("modprobe");
    Files.writeString(program, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
  }

  private static Optional<Family> none(String name) {
    return Optional.empty();
  }

  @Test
  void takesWhatTheKernelHasLoaded() throws IOException {
    assertEquals(Optional.of(FAMILY), search("7.2.13").find(_ -> Optional.of(FAMILY)));
  }

  @Test
  void loadsAnInstalledModule() throws IOException {
    install("7.2.13");
    Path loaded = machine.resolve("loaded");
    modprobe("echo \"$@\" >" + loaded);
    assertEquals(
        Optional.of(FAMILY),
        search("7.2.13").find(_ -> Optional.of(FAMILY).filter(_ -> Files.exists(loaded))));
    assertEquals("--use-blacklist -- ovpn\n", Files.readString(loaded));
  }

  @Test
  void saysThatAKernelIsTooOld() throws IOException {
    DriverSearch search = search("6.12.43+deb13-amd64");
    assertEquals(Optional.empty(), search.find(DriverSearchTest::none));
    assertEquals(
        "Kernel 6.12.43+deb13-amd64 has no ovpn driver; it came with Linux 6.16",
        search.whyNone().sentence());
  }

  @Test
  void anAbsentDriverIsKnownWithoutLoadingOne() throws IOException {
    assertEquals(
        "Kernel 6.12.43 has no ovpn driver; it came with Linux 6.16",
        search("6.12.43").absence(DriverSearchTest::none).orElseThrow().sentence());
    assertEquals(Optional.empty(), search("7.2.13").absence(_ -> Optional.of(FAMILY)));
    install("7.2.13");
    assertEquals(
        Optional.empty(),
        search("7.2.13")
            .absence(
                _ -> {
                  throw new AssertionError("the kernel loads what it is asked for");
                }));
  }

  @Test
  void saysThatAKernelWasBuiltWithout() throws IOException {
    Files.createDirectories(machine.resolve("modules/6.18.5-v8+"));
    assertEquals(
        "Kernel 6.18.5-v8+ was built or installed without its ovpn driver",
        search("6.18.5-v8+").whyNone().sentence());
  }

  @Test
  void saysThatTheModulesOfTheRunningKernelAreGone() throws IOException {
    install("7.2.14");
    String reason = search("7.2.13").whyNone().sentence();
    assertTrue(reason.contains("its modules are not installed"), reason);
  }

  @Test
  void repeatsWhatModprobeSays() throws IOException {
    install("7.2.13");
    modprobe("echo 'ERROR: could not insert ovpn: Key was rejected by service' >&2; exit 1");
    DriverSearch search = search("7.2.13");
    assertEquals(Optional.empty(), search.find(DriverSearchTest::none));
    String reason = search.whyNone().sentence();
    assertTrue(
        reason.startsWith("The ovpn driver of kernel 7.2.13 is installed, but could not be loaded"),
        reason);
    assertTrue(reason.contains("Key was rejected by service"), reason);
  }

  @Test
  void respectsABlacklist() throws IOException {
    install("7.2.13");
    modprobe("exit 0");
    DriverSearch search = search("7.2.13");
    assertEquals(Optional.empty(), search.find(DriverSearchTest::none));
    assertTrue(
        search.whyNone().sentence().contains("look for ovpn in /etc/modprobe.d"),
        search.whyNone().sentence());
  }

  @Test
  void runsModprobeOnceInHalfAMinute() throws IOException {
    install("7.2.13");
    Path runs = machine.resolve("runs");
    modprobe("echo once >>" + runs);
    DriverSearch search = search("7.2.13");
    for (now = 0; now < DriverSearch.NEXT_TRY_MILLIS; now += 10_000) {
      assertEquals(Optional.empty(), search.find(DriverSearchTest::none));
      assertTrue(
          search.whyNone().sentence().contains("look for ovpn in /etc/modprobe.d"),
          search.whyNone().sentence());
    }
    assertEquals("once\n", Files.readString(runs));
    assertEquals(Optional.empty(), search.find(DriverSearchTest::none));
    assertEquals("once\nonce\n", Files.readString(runs));
    assertEquals(Optional.of(FAMILY), search.find(_ -> Optional.of(FAMILY)));
  }

  @Test
  void missesModprobe() throws IOException {
    install("7.2.13");
    DriverSearch search = search("7.2.13");
    assertEquals(Optional.empty(), search.find(DriverSearchTest::none));
    String reason = search.whyNone().sentence();
    assertTrue(reason.endsWith("modprobe is missing"), reason);
  }
}
