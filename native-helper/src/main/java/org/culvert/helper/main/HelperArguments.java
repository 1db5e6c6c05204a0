package org.culvert.helper.main;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;

/**
 * What the command line of the helper says.
 *
 * @param socket where it listens
 * @param stateDirectory for the journal of changes that a reboot undoes, and which it may lose
 * @param lastingDirectory for the journal of those that it does not undo: of /etc/resolv.conf
 * @param rehearsal start, go through a TLS handshake with itself and, in a network of its own,
 *     through a session with the demo, and end: for the build, which makes the class cache from
 *     what was loaded; needs no privileges, but a state directory of its own, so that it undoes
 *     nothing that serves somebody
 */
record HelperArguments(Path socket, Path stateDirectory, Path lastingDirectory, boolean rehearsal) {
  static final String USAGE =
      "usage: culvert-helper [--socket PATH] [--state-dir DIR [--rehearse]]";

  private static final Path DIRECTORY = Path.of("/run/culvert");
  private static final Path LASTING = Path.of("/var/lib/culvert");

  /**
   * Reads the arguments.
   *
   * @throws IllegalArgumentException with a sentence for the user
   */
  static HelperArguments parse(String... args) {
    Path socket = DIRECTORY.resolve("helper.sock");
    Path stateDirectory = DIRECTORY;
    Path lastingDirectory = LASTING;
    boolean rehearsal = false;
    boolean ownState = false;
    Iterator<String> words = Arrays.asList(args).iterator();
    while (words.hasNext()) {
      String option = words.next();
      switch (option) {
        case "--socket" -> socket = path(option, words);
        case "--state-dir" -> {
          stateDirectory = path(option, words);
          lastingDirectory = stateDirectory;
          ownState = true;
        }
        case "--rehearse" -> rehearsal = true;
        default -> throw new IllegalArgumentException("unknown argument " + option);
      }
    }
    if (rehearsal && !ownState) {
      throw new IllegalArgumentException("--rehearse needs a --state-dir of its own");
    }
    return new HelperArguments(socket, stateDirectory, lastingDirectory, rehearsal);
  }

  private static Path path(String option, Iterator<String> words) {
    if (!words.hasNext()) {
      throw new IllegalArgumentException(option + " needs a path");
    }
    return Path.of(words.next()).toAbsolutePath().normalize();
  }
}
