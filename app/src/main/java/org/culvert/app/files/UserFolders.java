package org.culvert.app.files;

import java.nio.file.Path;
import java.util.Map;

/** The places for a user's files by the XDG base directory specification. */
public final class UserFolders {
  private UserFolders() {}

  /**
   * For what the user gave us.
   *
   * @param accountHome the home directory of the user's account, where {@code HOME} names none
   */
  public static Path data(Map<String, String> environment, String accountHome) {
    return folder(environment, "XDG_DATA_HOME", accountHome, "share");
  }

  /** For what we learned and would rather not lose. */
  public static Path state(Map<String, String> environment, String accountHome) {
    return folder(environment, "XDG_STATE_HOME", accountHome, "state");
  }

  /** For what the user chose. */
  public static Path config(Map<String, String> environment, String accountHome) {
    String named = environment.getOrDefault("XDG_CONFIG_HOME", "");
    return (named.startsWith("/")
            ? Path.of(named)
            : home(environment, accountHome).resolve(".config"))
        .resolve("culvert");
  }

  private static Path home(Map<String, String> environment, String accountHome) {
    String home = environment.getOrDefault("HOME", "");
    return Path.of(home.startsWith("/") ? home : accountHome);
  }

  private static Path folder(
      Map<String, String> environment, String variable, String accountHome, String usual) {
    String named = environment.getOrDefault(variable, "");
    // "All paths must be absolute; if a relative path is found, it should be ignored."
    Path base =
        named.startsWith("/")
            ? Path.of(named)
            : home(environment, accountHome).resolve(".local").resolve(usual);
    return base.resolve("culvert");
  }
}
