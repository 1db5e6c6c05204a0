package org.culvert.helper.linux.ovpn;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.culvert.helper.linux.netlink.GenericFamilies;
import org.culvert.helper.linux.run.Program;

/**
 * Where the driver is, and why not.
 *
 * @param release of the kernel
 * @param modules where modules lie, by release
 * @param modprobe the program that loads one
 */
record DriverSearch(String release, Path modules, Path modprobe) {
  private static final int MODPROBE_SECONDS = 10;
  private static final String ERROR = "ERROR: ";

  /** Asks for families of generic netlink. */
  interface Families {
    Optional<GenericFamilies.Family> find(String name) throws IOException;
  }

  static DriverSearch ofThisMachine() {
    return new DriverSearch(
        lines(Path.of("/proc/sys/kernel/osrelease")).stream().findFirst().orElse("unknown"),
        Path.of("/lib/modules"),
        Path.of("/sbin/modprobe"));
  }

  /**
   * The driver's family, with the driver loaded if it can be: to look it up is what makes the
   * kernel load it; a new device does not (kernel reference 3.1).
   */
  Optional<GenericFamilies.Family> find(Families families) throws IOException {
    Optional<GenericFamilies.Family> loaded = families.find(OvpnRequests.NAME);
    if (loaded.isPresent() || !isInstalled()) {
      return loaded;
    }
    try {
      load();
    } catch (IOException e) {
      return Optional.empty(); // whyNone() tries once more, and has its words
    }
    return families.find(OvpnRequests.NAME);
  }

  /**
   * A module that the machine's owner has blacklisted stays where it is, without an error; by its
   * name alone modprobe would load it.
   */
  private void load() throws IOException {
    new Program(modprobe, MODPROBE_SECONDS)
        .run(List.of("--use-blacklist", "--", OvpnRequests.NAME), "");
  }

  /** Why there is none, once {@link #find} has found none. */
  String whyNone() {
    if (isInstalled()) {
      return "The ovpn driver of kernel " + release + " is installed, but " + whyNotLoaded();
    }
    if (KnownCrash.Version.of(release)
        .filter(version -> version.compareTo(KnownCrash.Version.FIRST) < 0)
        .isPresent()) {
      return "Kernel " + release + " has no ovpn driver; it came with Linux 6.16";
    }
    return Files.isDirectory(modules.resolve(release))
        ? "Kernel " + release + " was built or installed without its ovpn driver"
        : "Kernel " + release + " has no ovpn driver built in, and its modules are not installed";
  }

  private String whyNotLoaded() {
    if (!Files.isExecutable(modprobe)) {
      return "not loaded, and " + modprobe + " is missing";
    }
    try {
      load();
      return "not to be loaded on this machine: look for ovpn in /etc/modprobe.d";
    } catch (IOException e) {
      return "could not be loaded: " + lastWords(String.valueOf(e.getMessage()));
    }
  }

  /** Of several errors the last is the one that counts; the others say where in modprobe. */
  private static String lastWords(String said) {
    int last = said.lastIndexOf(ERROR);
    return "modprobe says: " + (last < 0 ? said : said.substring(last + ERROR.length()));
  }

  private boolean isInstalled() {
    Path folder = modules.resolve(release);
    return Stream.of("modules.dep", "modules.builtin")
        .flatMap(list -> lines(folder.resolve(list)).stream())
        .map(line -> line.substring(0, line.indexOf(':') < 0 ? line.length() : line.indexOf(':')))
        .anyMatch(file -> file.contains("/" + OvpnRequests.NAME + ".ko"));
  }

  /** The file's lines; none when it cannot be read, which is an answer, too. */
  private static List<String> lines(Path file) {
    try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
      return lines.toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    }
  }
}
