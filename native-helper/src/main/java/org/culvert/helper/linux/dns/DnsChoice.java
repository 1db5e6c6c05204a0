package org.culvert.helper.linux.dns;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.culvert.core.api.MachinePart;

/**
 * By what this machine looks up names, found from its /etc/resolv.conf.
 *
 * @param reason what was seen
 * @param program resolvconf's path when it is the way
 */
record DnsChoice(Way way, MachinePart reason, Optional<Path> program) {
  /** Whom to tell. */
  enum Way {
    RESOLVED,
    RESOLVCONF,
    FILE,
    /** Nobody: it would change the names of others. */
    NONE
  }

  private static final List<String> PROGRAMS = List.of("usr/sbin/resolvconf", "sbin/resolvconf");

  /** {@code root} is {@code /}, or another for a test. */
  static DnsChoice look(Path root) {
    Path file = root.resolve("etc/resolv.conf");
    Optional<String> real = realPath(file);
    if (isElsewhere(root)) {
      return isShared(root, real)
          ? choice(Way.NONE, MachinePart.NAMESPACE_SHARES)
          : choice(Way.FILE, MachinePart.NAMESPACE_HAS_ITS_OWN);
    }
    String text = text(file);
    if (real.filter(path -> path.contains("/systemd/resolve/")).isPresent()) {
      return choice(Way.RESOLVED, MachinePart.LEADS_TO_RESOLVED);
    }
    if (ResolvConfText.asksStubOnly(text)) {
      return choice(Way.RESOLVED, MachinePart.ASKS_RESOLVED);
    }
    if (ResolvConfText.isGeneratedBy("resolvconf", text)
        || real.filter(path -> path.contains("/resolvconf/")).isPresent()) {
      Optional<Path> program = resolvconf(root);
      if (program.isPresent()) {
        return new DnsChoice(Way.RESOLVCONF, MachinePart.RESOLVCONF_WRITES, program);
      }
    }
    return choice(
        Way.FILE,
        ResolvConfText.isGeneratedBy("networkmanager", text)
            ? MachinePart.NETWORK_MANAGER_WRITES
            : MachinePart.NOBODY_MINDS);
  }

  private static DnsChoice choice(Way way, MachinePart reason) {
    return new DnsChoice(way, reason, Optional.empty());
  }

  /** Whether resolvconf there is Debian's. */
  static boolean isDebians(Path root) {
    return Files.isDirectory(root.resolve("etc/resolvconf/update.d"));
  }

  /** resolvectl can go by this name, too, but speaks for systemd-resolved then. */
  static Optional<Path> resolvconf(Path root) {
    return PROGRAMS.stream()
        .map(root::resolve)
        .filter(Files::isExecutable)
        .filter(
            program -> realPath(program).filter(path -> !path.endsWith("/resolvectl")).isPresent())
        .findFirst();
  }

  /**
   * Whether this is a network namespace beside the machine's: one that ip netns has made, or
   * another than that of the first process, which not every privileged process may look at.
   */
  private static boolean isElsewhere(Path root) {
    Path ours = root.resolve("proc/self/ns/net");
    Path first = root.resolve("proc/1/ns/net");
    try {
      if (!Files.isSameFile(ours, first)) {
        return true;
      }
    } catch (IOException e) {
      // Those with a name can be seen all the same.
    }
    try (Stream<Path> named = Files.list(root.resolve("run/netns"))) {
      return named.anyMatch(each -> isSame(ours, each));
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isSame(Path one, Path other) {
    try {
      return Files.isSameFile(one, other);
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether the file is the one that all the machine sees, and not mounted for some. */
  private static boolean isShared(Path root, Optional<String> real) {
    return text(root.resolve("proc/self/mountinfo"))
        .lines()
        .map(line -> line.split(" "))
        .noneMatch(fields -> fields.length > 4 && real.equals(Optional.of(fields[4])));
  }

  private static Optional<String> realPath(Path file) {
    try {
      return Optional.of(ResolvConfFile.target(file).toString());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }
}
