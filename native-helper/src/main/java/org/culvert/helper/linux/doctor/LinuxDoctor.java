package org.culvert.helper.linux.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.culvert.core.api.Diagnosis;
import org.culvert.core.api.MachineCode;
import org.culvert.core.api.PathReason;
import org.culvert.core.api.Response.Finding;
import org.culvert.core.keys.DataCipher;
import org.culvert.helper.linux.dns.LinuxDns;
import org.culvert.helper.linux.netlink.GenericFamilies;
import org.culvert.helper.linux.ovpn.KernelModules;
import org.culvert.helper.linux.sys.TunFile;
import org.culvert.helper.path.kernel.KernelDriver;

/** Looks at the kernel, our privilege, the drivers and how names are looked up. */
public final class LinuxDoctor {
  private static final Path KERNEL = Path.of("/proc/sys/kernel/osrelease");
  private static final Path STATUS = Path.of("/proc/thread-self/status");
  private static final String OLD_DRIVER = "ovpn-dco-v2";

  /** The place of CAP_NET_ADMIN in a capability set. */
  private static final int CAP_NET_ADMIN = 12;

  /** What servers usually choose from. */
  private static final List<DataCipher> OFFERED =
      List.of(DataCipher.AES_256_GCM, DataCipher.AES_128_GCM, DataCipher.CHACHA20_POLY1305);

  private LinuxDoctor() {}

  /**
   * Looks now, with devices that are gone afterwards; the kernel may load the drivers and ciphers
   * that are asked for.
   *
   * @param killSwitch what the firewall says of itself
   */
  public static List<Finding> findings(KernelDriver driver, Finding killSwitch) {
    List<Finding> findings = new ArrayList<>();
    findings.add(kernel(firstLine(KERNEL)));
    findings.add(privilege());
    findings.add(tun());
    findings.add(Offloads.look());
    findings.add(ovpn(driver));
    oldDriver(isLoaded(OLD_DRIVER), KernelModules.ofThisMachine()).ifPresent(findings::add);
    findings.add(LinuxDns.finding());
    findings.add(killSwitch);
    return List.copyOf(findings);
  }

  private static Finding kernel(String version) {
    return version.isEmpty()
        ? Finding.of(MachineCode.KERNEL_UNKNOWN)
        : Finding.of(MachineCode.KERNEL_KNOWN, version);
  }

  private static Finding privilege() {
    return Finding.of(
        hasCapability(lines(STATUS), CAP_NET_ADMIN)
            ? MachineCode.MAY_SET_UP
            : MachineCode.MAY_NOT_SET_UP);
  }

  /** Reads the effective set out of the lines of a status file. */
  static boolean hasCapability(List<String> status, int capability) {
    return status.stream()
        .filter(line -> line.startsWith("CapEff:"))
        .map(line -> Long.parseUnsignedLong(line.substring("CapEff:".length()).strip(), 16))
        .anyMatch(set -> (set >>> capability & 1) != 0);
  }

  private static Finding tun() {
    if (!Files.exists(Path.of(TunFile.PATH))) {
      return Finding.of(MachineCode.TUN_MISSING);
    }
    try {
      TunFile.probe();
      return Finding.of(MachineCode.TUN_OPENS);
    } catch (IOException e) {
      return Finding.of(MachineCode.TUN_REFUSED, String.valueOf(e.getMessage()));
    }
  }

  private static Finding ovpn(KernelDriver driver) {
    Optional<PathReason> obstacle = driver.obstacle();
    if (obstacle.isPresent()) {
      return quoting(MachineCode.KERNEL_CANNOT, List.of(obstacle.get()));
    }
    Optional<PathReason> danger = driver.danger(false).or(() -> driver.danger(true));
    return danger
        .map(known -> quoting(MachineCode.KERNEL_DEFECT, List.of(known)))
        .orElseGet(() -> ciphers(driver));
  }

  private static Finding ciphers(KernelDriver driver) {
    List<PathReason> missing =
        OFFERED.stream().map(driver::obstacle).flatMap(Optional::stream).distinct().toList();
    return missing.isEmpty()
        ? Finding.of(MachineCode.KERNEL_CARRIES)
        : quoting(MachineCode.KERNEL_LACKS_CIPHERS, missing);
  }

  private static Finding quoting(MachineCode code, List<PathReason> reasons) {
    return Finding.of(Diagnosis.quoting(code, reasons));
  }

  /** Of OpenVPN 2.6; another interface. */
  static Optional<Finding> oldDriver(boolean loaded, KernelModules modules) {
    if (loaded) {
      return Optional.of(Finding.of(MachineCode.OLD_DRIVER_LOADED, OLD_DRIVER));
    }
    return modules.have(OLD_DRIVER)
        ? Optional.of(Finding.of(MachineCode.OLD_DRIVER_INSTALLED, OLD_DRIVER))
        : Optional.empty();
  }

  private static boolean isLoaded(String driver) {
    try {
      return GenericFamilies.has(driver);
    } catch (IOException e) {
      return false; // the other finding says what is wrong with netlink
    }
  }

  private static String firstLine(Path file) {
    return lines(file).stream().findFirst().orElse("");
  }

  /** The file's lines; none when it cannot be read, which each finding has words for. */
  private static List<String> lines(Path file) {
    try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
      return lines.toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    }
  }
}
