package org.culvert.helper.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What this process holds open, to see whether something was left open. */
public final class OpenFiles {
  private final List<String> before;

  private OpenFiles(List<String> before) {
    this.before = before;
  }

  /** As of now. */
  public static OpenFiles now() throws IOException {
    return new OpenFiles(sockets());
  }

  /** Sockets and event counters that were not open then: names as in {@code /proc}, descriptors. */
  public List<String> opened() throws IOException {
    return sockets().stream().filter(name -> !before.contains(name)).toList();
  }

  private static List<String> sockets() throws IOException {
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      // Event counters have all the same name.
      return descriptors
          .map(descriptor -> name(descriptor) + " " + descriptor.getFileName())
          .filter(name -> name.startsWith("socket") || name.contains("eventfd"))
          .toList();
    }
  }

  private static String name(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException e) {
      return ""; // closed meanwhile: the one of the list itself
    }
  }
}
