package org.culvert.helper.linux.dns;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * By what this machine looks up names, found from its /etc/resolv.conf.
 *
 * @param reason as a clause: what was seen
 * @param program resolvconf's path when it is the way
 */
record DnsChoice(Way way, String reason, Optional<Path> program) {
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
          ? choice(
              Way.NONE,
              "this helper runs in a network namespace of its own and shares /etc/resolv.conf with"
                  + " the rest of the machine")
          : choice(Way.FILE, "this network namespace has a resolv.conf of its own");
    }
    String text = text(file);
    if (real.filter(path -> path.contains("/systemd/resolve/")).isPresent()) {
      return choice(Way.RESOLVED, "/etc/resolv.conf leads to systemd-resolved");
    }
    if (ResolvConfText.asksStubOnly(text)) {
      return choice(Way.RESOLVED, "/etc/resolv.conf asks systemd-resolved");
    }
    if (ResolvConfText.isGeneratedBy("resolvconf", text)
        || real.filter(path -> path.contains("/resolvconf/")).isPresent()) {
      Optional<Path> program = resolvconf(root);
      if (program.isPresent()) {
        return new DnsChoice(Way.RESOLVCONF, "resolvconf writes /etc/resolv.conf here", program);
      }
    }
    return choice(
        Way.FILE,
        ResolvConfText.isGeneratedBy("networkmanager", text)
            ? "/etc/resolv.conf is a file that NetworkManager writes"
            : "/etc/resolv.conf is a file, and neither systemd-resolved nor resolvconf minds it");
  }

  private static DnsChoice choice(Way way, String reason) {
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

  /** Whether we are in another network namespace than the machine's first process. */
  private static boolean isElsewhere(Path root) {
    Optional<String> ours = link(root.resolve("proc/self/ns/net"));
    Optional<String> first = link(root.resolve("proc/1/ns/net"));
    return ours.isPresent() && first.isPresent() && !ours.equals(first);
  }

  /** Whether that process sees the same file under the name. */
  private static boolean isShared(Path root, Optional<String> real) {
    if (real.isEmpty()) {
      return false;
    }
    Path inside = root.toAbsolutePath().relativize(Path.of(real.get()));
    try {
      return Files.isSameFile(Path.of(real.get()), root.resolve("proc/1/root").resolve(inside));
    } catch (IOException e) {
      return false;
    }
  }

  private static Optional<String> link(Path file) {
    try {
      return Optional.of(Files.readSymbolicLink(file).toString());
    } catch (IOException e) {
      return Optional.empty();
    }
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
