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
import org.culvert.core.api.PathReason;
import org.culvert.core.api.Response.Finding;
import org.culvert.core.api.Response.Finding.Health;
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
        ? new Finding("kernel", Health.NOTE, "Linux, version unknown", "Mount /proc.")
        : new Finding("kernel", Health.GOOD, "Linux " + version, "");
  }

  private static Finding privilege() {
    return hasCapability(lines(STATUS), CAP_NET_ADMIN)
        ? new Finding("privilege", Health.GOOD, "May set up devices and routes (CAP_NET_ADMIN)", "")
        : new Finding(
            "privilege",
            Health.BAD,
            "May not set up devices and routes (CAP_NET_ADMIN is missing)",
            "Run the helper as root, or as a service with CAP_NET_ADMIN.");
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
      return new Finding(
          "TUN driver",
          Health.BAD,
          TunFile.PATH + " is missing",
          "Load the driver (modprobe tun); in a container, pass the device in.");
    }
    try {
      TunFile.probe();
      return new Finding("TUN driver", Health.GOOD, TunFile.PATH + " can be opened", "");
    } catch (IOException e) {
      return new Finding(
          "TUN driver",
          Health.BAD,
          "Could not open the driver: " + e.getMessage(),
          "Load the driver (modprobe tun) and let the helper's user open the file.");
    }
  }

  private static Finding ovpn(KernelDriver driver) {
    Optional<PathReason> obstacle = driver.obstacle();
    if (obstacle.isPresent()) {
      return new Finding(
          "kernel data path",
          Health.NOTE,
          obstacle.get().sentence() + "; packets take the userspace data path",
          "Nothing needs to be done.");
    }
    Optional<PathReason> danger = driver.danger(false).or(() -> driver.danger(true));
    return danger
        .map(
            known ->
                new Finding(
                    "kernel data path",
                    Health.NOTE,
                    "The kernel's ovpn driver works, with a known defect: " + known.sentence(),
                    "Update the kernel; connect --data-path kernel uses it all the same."))
        .orElseGet(() -> ciphers(driver));
  }

  private static Finding ciphers(KernelDriver driver) {
    List<String> missing =
        OFFERED.stream()
            .map(driver::obstacle)
            .flatMap(Optional::stream)
            .map(PathReason::clause)
            .distinct()
            .toList();
    return missing.isEmpty()
        ? new Finding(
            "kernel data path", Health.GOOD, "The kernel's ovpn driver can carry the packets", "")
        : new Finding(
            "kernel data path",
            Health.NOTE,
            "The kernel's ovpn driver works, but " + String.join("; ", missing),
            "Let the kernel load the cipher's module; until then connections with it take the"
                + " userspace data path.");
  }

  /** Of OpenVPN 2.6; another interface. */
  static Optional<Finding> oldDriver(boolean loaded, KernelModules modules) {
    return loaded || modules.have(OLD_DRIVER)
        ? Optional.of(
            new Finding(
                "old kernel driver",
                Health.NOTE,
                "The driver "
                    + OLD_DRIVER
                    + (loaded ? " is loaded" : " is installed")
                    + ", and not used: it is OpenVPN 2.6's",
                "Nothing needs to be done; the one driver that is ever used is ovpn, of Linux 6.16"
                    + " and later."))
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
