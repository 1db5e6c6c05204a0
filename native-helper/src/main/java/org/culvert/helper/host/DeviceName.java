package org.culvert.helper.host;

import java.io.IOException;
import java.util.regex.Pattern;

/** What can name a network device. */
public final class DeviceName {
  /** What Linux allows, less the percent sign, which it would take for a pattern. */
  private static final Pattern NAME = Pattern.compile("[^/:%\\s\\p{Cntrl}]{1,15}");

  private DeviceName() {}

  /** Throws when it cannot. */
  public static void require(String name) throws IOException {
    if (!NAME.matcher(name).matches() || name.equals(".") || name.equals("..")) {
      throw new IOException(
          "\""
              + name
              + "\" cannot name a network device: 1 to 15 characters without"
              + " spaces, '/', ':' and '%'");
    }
  }

  /** Another device has it. */
  public static IOException taken(String name) {
    return new IOException(
        "network device "
            + name
            + " exists already; end what uses"
            + " it, or let the profile say another name (dev)");
  }
}
