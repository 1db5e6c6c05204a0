package org.culvert.helper.linux.names;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The names that this machine knows without asking anybody: hosts(5). They come before what
 * resolvers say, as in the C library.
 */
record HostsFile(String text) {
  private static final Path FILE = Path.of("/etc/hosts");

  /** As it is now; empty where there is none. */
  static HostsFile ofThisMachine() {
    try {
      return new HostsFile(Files.readString(FILE, StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      return new HostsFile("");
    }
  }

  /** The addresses of all lines that have the name. */
  List<InetAddress> all(String name) {
    List<InetAddress> found = new ArrayList<>();
    for (String line : text.lines().toList()) {
      List<String> words = List.of(line.replaceFirst("#.*", "").strip().split("\\s+", -1));
      if (words.stream().skip(1).anyMatch(name::equalsIgnoreCase)) {
        try {
          found.add(InetAddress.ofLiteral(words.getFirst()));
        } catch (IllegalArgumentException e) {
          // The C library passes over such a line, too.
        }
      }
    }
    return found;
  }
}
