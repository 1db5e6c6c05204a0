package org.culvert.helper.linux.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.culvert.core.api.Response.Finding;
import org.culvert.core.api.Response.Finding.Health;
import org.culvert.helper.linux.dns.LinuxDns;
import org.culvert.helper.linux.net.GenericFamilies;
import org.culvert.helper.linux.sys.TunFile;

/** Looks at the kernel, our privilege, the drivers and how names are looked up. */
public final class LinuxDoctor {
  private static final Path KERNEL = Path.of("/proc/sys/kernel/osrelease");
  private static final Path STATUS = Path.of("/proc/thread-self/status");
  private static final Path MODULES = Path.of("/lib/modules");

  /** The place of CAP_NET_ADMIN in a capability set. */
  private static final int CAP_NET_ADMIN = 12;

  private LinuxDoctor() {}

  /** Looks now. Changes nothing, but the kernel may load the drivers that are asked for. */
  public static List<Finding> findings() {
    String kernel = firstLine(KERNEL);
    return List.of(kernel(kernel), privilege(), tun(), ovpn(kernel), LinuxDns.finding());
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

  private static Finding ovpn(String kernel) {
    String driver;
    try {
      driver =
          GenericFamilies.has("ovpn")
              ? "it is loaded"
              : hasModule(MODULES.resolve(kernel).resolve("modules.dep"), "ovpn")
                  ? "it is installed, but not loaded"
                  : "this kernel has none: it came with Linux 6.16";
    } catch (IOException e) {
      driver = "whether there is one could not be asked: " + e.getMessage();
    }
    return new Finding(
        "kernel data path",
        Health.NOTE,
        "Not looked at yet (" + driver + "); packets take the userspace data path",
        "Nothing needs to be done.");
  }

  private static boolean hasModule(Path dependencies, String name) {
    return lines(dependencies).stream()
        .map(line -> line.substring(0, Math.max(0, line.indexOf(':'))))
        .anyMatch(file -> file.contains("/" + name + ".ko"));
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
