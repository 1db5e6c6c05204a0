package org.culvert.helper.linux.ovpn;

import java.util.regex.Pattern;

/**
 * A device that we make, or have made.
 *
 * @param index the kernel's number for it, which we choose: so name and number are known before it
 *     exists, and nobody else's device has both
 * @param boot of the machine; numbers begin anew with each
 */
record OwnDevice(String name, int index, String boot) {
  private static final int FIELDS = 5;
  private static final Pattern BOOT = Pattern.compile("[0-9a-f-]{1,64}");

  /** As a line: {@code culvert0 index 1234567 boot 6e0d…}. */
  String line() {
    return name + " index " + index + " boot " + boot;
  }

  static OwnDevice parse(String line) {
    String[] fields = line.split(" ", -1);
    if (fields.length != FIELDS || !BOOT.matcher(fields[4]).matches()) {
      throw new IllegalArgumentException(fields.length + " fields");
    }
    return new OwnDevice(fields[0], Integer.parseInt(fields[2]), fields[4]);
  }
}
