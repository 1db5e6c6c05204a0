package org.culvert.helper.linux.firewall;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.culvert.helper.linux.run.Program;

/** The program {@code nft}, wherever distributions put it. */
final class Nft {
  private static final int PATIENCE_SECONDS = 10;

  /** Folders that only root writes to. */
  private static final List<Path> PLACES =
      Stream.of("/usr/sbin/nft", "/sbin/nft", "/usr/bin/nft", "/usr/local/sbin/nft")
          .map(Path::of)
          .toList();

  private Nft() {}

  /** Where it is. */
  static Optional<Path> find() {
    return PLACES.stream().filter(Files::isExecutable).findFirst();
  }

  /** Carries out one transaction: all of it, or nothing. */
  static void run(String commands) throws IOException {
    program().run(List.of("-f", "-"), commands);
  }

  /** Whether there is such a table. */
  static boolean has(String table) throws IOException {
    Program program = program();
    try {
      program.run(List.of("list", "table", "inet", table.substring("inet ".length())), "");
      return true;
    } catch (IOException e) {
      return false; // the next transaction tells whether anything else is wrong
    }
  }

  private static Program program() throws IOException {
    return find()
        .map(path -> new Program(path, PATIENCE_SECONDS))
        .orElseThrow(() -> new IOException(LinuxFirewall.NO_NFT));
  }
}
