package org.culvert.helper.linux.ovpn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.culvert.core.api.PathReason;
import org.culvert.core.api.PathReasonCode;
import org.culvert.helper.linux.netlink.GenericFamilies;
import org.culvert.helper.linux.run.Program;

/** Where the driver is, and why not. For one thread at a time. */
final class DriverSearch {
  private static final int MODPROBE_SECONDS = 10;
  private static final String ERROR = "ERROR: ";

  /** Others wait while modprobe runs, and what keeps a module out does not change by itself. */
  static final long NEXT_TRY_MILLIS = 30_000;

  private final KernelModules modules;
  private final Path modprobe;
  private final LongSupplier clock;
  private OptionalLong triedAt = OptionalLong.empty();
  private PathReason whyNotLoaded;

  /**
   * Asks nothing yet.
   *
   * @param modprobe the program that loads a module
   * @param clock monotonic milliseconds
   */
  DriverSearch(KernelModules modules, Path modprobe, LongSupplier clock) {
    this.modules = modules;
    this.modprobe = modprobe;
    this.clock = clock;
    this.whyNotLoaded = because(PathReasonCode.DRIVER_NOT_LOADED);
  }

  /** Asks for families of generic netlink. */
  interface Families {
    Optional<GenericFamilies.Family> find(String name) throws IOException;
  }

  static DriverSearch ofThisMachine() {
    return new DriverSearch(
        KernelModules.ofThisMachine(),
        Path.of("/sbin/modprobe"),
        () -> System.nanoTime() / 1_000_000);
  }

  /** Of the kernel. */
  String release() {
    return modules.release();
  }

  /**
   * The driver's family, with the driver loaded if it can be: to look it up is what makes the
   * kernel load it; a new device does not (kernel reference 3.1).
   */
  Optional<GenericFamilies.Family> find(Families families) throws IOException {
    Optional<GenericFamilies.Family> loaded = families.find(OvpnRequests.NAME);
    if (loaded.isPresent() || !modules.have(OvpnRequests.NAME) || hasJustTried()) {
      return loaded;
    }
    Optional<PathReason> failure = load();
    loaded = failure.isPresent() ? Optional.empty() : families.find(OvpnRequests.NAME);
    if (loaded.isEmpty()) {
      whyNotLoaded = failure.orElseGet(() -> because(PathReasonCode.DRIVER_BLOCKED));
      triedAt = OptionalLong.of(clock.getAsLong());
    }
    return loaded;
  }

  private boolean hasJustTried() {
    return triedAt.isPresent() && clock.getAsLong() - triedAt.getAsLong() < NEXT_TRY_MILLIS;
  }

  /**
   * A module that the machine's owner has blacklisted stays where it is, without an error; by its
   * name alone modprobe would load it. Returns what went wrong.
   */
  private Optional<PathReason> load() {
    if (!Files.isExecutable(modprobe)) {
      return Optional.of(because(PathReasonCode.MODPROBE_MISSING, modprobe.toString()));
    }
    try {
      new Program(modprobe, MODPROBE_SECONDS)
          .run(List.of("--use-blacklist", "--", OvpnRequests.NAME), "");
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(
          because(PathReasonCode.MODPROBE_FAILED, lastWords(String.valueOf(e.getMessage()))));
    }
  }

  /** Why there is none, if it is neither loaded nor installed: nothing is loaded to find out. */
  Optional<PathReason> absence(Families families) throws IOException {
    return modules.have(OvpnRequests.NAME) || families.find(OvpnRequests.NAME).isPresent()
        ? Optional.empty()
        : Optional.of(whyNone());
  }

  /** Why there is none, once {@link #find} has found none. */
  PathReason whyNone() {
    if (modules.have(OvpnRequests.NAME)) {
      return whyNotLoaded;
    }
    if (KnownCrash.Version.of(release())
        .filter(version -> version.compareTo(KnownCrash.Version.FIRST) < 0)
        .isPresent()) {
      return because(PathReasonCode.KERNEL_TOO_OLD);
    }
    return because(
        modules.haveFolder() ? PathReasonCode.DRIVER_LEFT_OUT : PathReasonCode.MODULES_MISSING);
  }

  private PathReason because(PathReasonCode code, String... more) {
    return new PathReason(code, Stream.concat(Stream.of(release()), Stream.of(more)).toList());
  }

  /** Of several errors the last is the one that counts; the others say where in modprobe. */
  private static String lastWords(String said) {
    int last = said.lastIndexOf(ERROR);
    return last < 0 ? said : said.substring(last + ERROR.length());
  }
}
