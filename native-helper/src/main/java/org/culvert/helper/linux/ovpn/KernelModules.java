package org.culvert.helper.linux.ovpn;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The modules of a kernel.
 *
 * @param release of the kernel
 * @param all where modules lie, by release
 */
public record KernelModules(String release, Path all) {
  /** Those of the kernel that runs. */
  public static KernelModules ofThisMachine() {
    return new KernelModules(
        lines(Path.of("/proc/sys/kernel/osrelease")).stream().findFirst().orElse("unknown"),
        Path.of("/lib/modules"));
  }

  /** Whether any could be installed. */
  boolean haveFolder() {
    return Files.isDirectory(folder());
  }

  private Path folder() {
    return all.resolve(release);
  }

  /** Whether there is one of that name, loaded or not, or built into the kernel. */
  public boolean have(String name) {
    return Stream.of("modules.dep", "modules.builtin")
        .flatMap(list -> lines(folder().resolve(list)).stream())
        .map(line -> line.substring(0, line.indexOf(':') < 0 ? line.length() : line.indexOf(':')))
        .anyMatch(file -> file.contains("/" + name + ".ko"));
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
