package org.culvert.helper.main;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether this process may change the machine's network. */
final class Privileges {
  /** Bit 12 of the capability sets, {@code linux/capability.h}. */
  private static final long CAP_NET_ADMIN = 1L << 12;

  private static final String EFFECTIVE = "CapEff:";

  private Privileges() {}

  /** A sentence on what is missing. Where the kernel has no such file, nothing is said. */
  static Optional<String> missing(Path processStatus) {
    try (Stream<String> lines = Files.lines(processStatus)) {
      boolean may =
          lines
              .filter(line -> line.startsWith(EFFECTIVE))
              .map(line -> Long.parseUnsignedLong(line.substring(EFFECTIVE.length()).strip(), 16))
              .allMatch(set -> (set & CAP_NET_ADMIN) != 0);
      return may
          ? Optional.empty()
          : Optional.of(
              "CAP_NET_ADMIN is missing, without which no tunnel can be made: start the helper as"
                  + " root, or give its unit AmbientCapabilities=CAP_NET_ADMIN");
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }
}
