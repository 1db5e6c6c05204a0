package org.culvert.app.client;

import java.nio.file.Path;
import java.util.Map;

/** Where the helper listens. */
public final class HelperSocket {
  private static final Path DEFAULT = Path.of("/run/culvert/helper.sock");

  private HelperSocket() {}

  /** {@code CULVERT_SOCKET} of the environment, or the place of an installed helper. */
  public static Path path(Map<String, String> environment) {
    String given = environment.getOrDefault("CULVERT_SOCKET", "");
    return given.isEmpty() ? DEFAULT : Path.of(given);
  }
}
