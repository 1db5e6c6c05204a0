package org.culvert.app.files;

import java.nio.file.Path;
import java.util.Map;

/** The places for a user's files by the XDG base directory specification. */
public final class UserFolders {
  private static final String OURS = "culvert";

  private UserFolders() {}

  /**
   * For what the user gave us.
   *
   * @param accountHome the home directory of the user's account, where {@code HOME} names none
   */
  public static Path data(Map<String, String> environment, String accountHome) {
    return base(environment, "XDG_DATA_HOME", accountHome, ".local/share").resolve(OURS);
  }

  /** For what we learned and would rather not lose. */
  public static Path state(Map<String, String> environment, String accountHome) {
    return base(environment, "XDG_STATE_HOME", accountHome, ".local/state").resolve(OURS);
  }

  /** For what the user chose. */
  public static Path config(Map<String, String> environment, String accountHome) {
    return configBase(environment, accountHome).resolve(OURS);
  }

  /** Where the desktop looks for what it starts with the session: not a folder of ours. */
  public static Path autostart(Map<String, String> environment, String accountHome) {
    return configBase(environment, accountHome).resolve("autostart");
  }

  private static Path configBase(Map<String, String> environment, String accountHome) {
    return base(environment, "XDG_CONFIG_HOME", accountHome, ".config");
  }

  private static Path base(
      Map<String, String> environment, String variable, String accountHome, String usual) {
    String named = environment.getOrDefault(variable, "");
    String home = environment.getOrDefault("HOME", "");
    // "All paths must be absolute; if a relative path is found, it should be ignored."
    return named.startsWith("/")
        ? Path.of(named)
        : Path.of(home.startsWith("/") ? home : accountHome).resolve(usual);
  }
}
