package org.culvert.app.diagnostics;

import java.util.List;

/** What runs here. */
final class Versions {
  private static final List<String> PROPERTIES =
      List.of(
          "java.version",
          "java.vendor",
          "javafx.version",
          "os.name",
          "os.version",
          "os.arch",
          "user.language",
          "file.encoding");

  private Versions() {}

  static String text(String culvert) {
    StringBuilder text = new StringBuilder("culvert " + culvert + "\n");
    for (String property : PROPERTIES) {
      String value = System.getProperty(property, "");
      if (!value.isEmpty()) {
        text.append(property).append(' ').append(value).append('\n');
      }
    }
    return text.toString();
  }
}
