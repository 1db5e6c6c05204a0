package org.culvert.app.diagnostics;

import java.nio.charset.StandardCharsets;

/** What stands where something was taken out. */
final class Removed {
  private Removed() {}

  /** Says how much it was, which often tells an empty or a cut key from a whole one. */
  static String mark(String text) {
    return mark(text.getBytes(StandardCharsets.UTF_8).length);
  }

  static String mark(int bytes) {
    return "[removed: " + bytes + (bytes == 1 ? " byte]" : " bytes]");
  }
}
