package org.culvert.helper.linux.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.culvert.core.api.PathReason;
import org.culvert.core.api.PathReasonCode;
import org.culvert.core.api.Response.Finding;
import org.culvert.core.api.Response.Finding.Health;
import org.culvert.core.keys.DataCipher;
import org.culvert.helper.linux.ovpn.KernelModules;
import org.culvert.helper.path.kernel.AbsentDriver;
import org.culvert.helper.path.kernel.KernelDevice;
import org.culvert.helper.path.kernel.KernelDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LinuxDoctorTest {
  private static final Finding KILL_SWITCH =
      new Finding("kill switch", Health.GOOD, "nft can block traffic", "");

  @Test
  void findsACapabilityInTheEffectiveSetOnly() {
    List<String> status = List.of("CapPrm:\tffffffffffffffff", "CapEff:\t0000000000001000");
    assertTrue(LinuxDoctor.hasCapability(status, 12));
    assertFalse(LinuxDoctor.hasCapability(status, 13));
    assertFalse(LinuxDoctor.hasCapability(List.of(), 12));
  }

  @Test
  void tellsOfAnOldDriverThatIsLoadedOrInstalled(@TempDir Path all) throws IOException {
    KernelModules modules = new KernelModules("6.12.43", all);
    assertEquals(Optional.empty(), LinuxDoctor.oldDriver(false, modules));
    assertTrue(text(LinuxDoctor.oldDriver(true, modules)).contains("ovpn-dco-v2 is loaded"));
    Path folder = Files.createDirectories(all.resolve("6.12.43"));
    Files.writeString(folder.resolve("modules.dep"), "updates/dkms/ovpn-dco-v2.ko.xz:\n");
    assertTrue(text(LinuxDoctor.oldDriver(false, modules)).contains("ovpn-dco-v2 is installed"));
  }

  @Test
  void tellsWhatTheKernelDoesNotJoin() {
    assertEquals(Health.GOOD, new Offloads(true, true, true, true).finding().health());
    Finding older = new Offloads(true, false, true, false).finding();
    assertEquals(Health.NOTE, older.health());
    assertEquals(
        "The kernel does not join UDP datagrams at the tunnel's device, datagrams from the server:"
            + " such traffic costs more",
        older.text());
  }

  @Test
  void tellsOfCiphersThatTheKernelHasNot() {
    Finding finding =
        LinuxDoctor.findings(new DriverWithoutChaCha(), KILL_SWITCH).stream()
            .filter(one -> one.subject().equals("kernel data path"))
            .findFirst()
            .orElseThrow();
    assertEquals(Health.NOTE, finding.health());
    assertEquals(
        "The kernel's ovpn driver works, but the kernel has no CHACHA20-POLY1305, or may not load"
            + " its module",
        finding.text());
  }

  private static final class DriverWithoutChaCha implements KernelDriver {
    @Override
    public Optional<PathReason> obstacle() {
      return Optional.empty();
    }

    @Override
    public List<PathReason> known() {
      return List.of();
    }

    @Override
    public Optional<PathReason> obstacle(DataCipher cipher) {
      return cipher == DataCipher.CHACHA20_POLY1305
          ? Optional.of(PathReason.of(PathReasonCode.CIPHER_MISSING, cipher.openVpnName()))
          : Optional.empty();
    }

    @Override
    public Optional<PathReason> danger(boolean tcp) {
      return Optional.empty();
    }

    @Override
    public KernelDevice open(Optional<String> wantedName) throws IOException {
      throw new IOException("not here");
    }

    @Override
    public List<String> recover() {
      return List.of();
    }
  }

  private static String text(Optional<Finding> finding) {
    return finding.orElseThrow().text();
  }

  @Test
  void looksAtSevenThingsAndNamesARemedyForEachThatIsNotWell() {
    List<Finding> findings =
        LinuxDoctor.findings(new AbsentDriver(PathReason.said("None here")), KILL_SWITCH);
    assertEquals(
        List.of(
            "kernel",
            "privilege",
            "TUN driver",
            "userspace data path",
            "kernel data path",
            "DNS back end",
            "kill switch"),
        findings.stream().map(Finding::subject).toList());
    for (Finding finding : findings) {
      assertEquals(finding.health() == Health.GOOD, finding.remedy().isEmpty(), finding.toString());
    }
  }
}
