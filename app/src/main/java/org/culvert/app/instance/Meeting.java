package org.culvert.app.instance;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import jdk.net.ExtendedSocketOptions;
import org.culvert.app.files.UserFolders;

/** What both sides know: where they meet, and whom they trust. */
final class Meeting {
  /** A visit is a line of this length at most; far more files than anybody opens at once. */
  static final int LONGEST = 1 << 20;

  /** The answer to a visit that was understood. */
  static final byte WELCOME = '!';

  private Meeting() {}

  /** The folder for a socket by the XDG base directory specification, or one that lasts. */
  static Path folder(Map<String, String> environment, String accountHome) {
    String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
    return runtime.startsWith("/")
        ? Path.of(runtime).resolve("culvert")
        : UserFolders.state(environment, accountHome);
  }

  static Path socket(Path folder) {
    return folder.resolve("window.sock");
  }

  static Path lock(Path folder) {
    return folder.resolve(".window.lock");
  }

  /** Whether the kernel says that the other one is the folder's owner too. */
  static boolean isOwner(SocketChannel other, Path folder) throws IOException {
    return other.getOption(ExtendedSocketOptions.SO_PEERCRED).user().equals(Files.getOwner(folder));
  }
}
