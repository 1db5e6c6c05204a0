package org.culvert.core.plan;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.culvert.core.api.PrintableText;

/**
 * Domain names as a server may push them: letters, digits, {@code - _ .} and what is not ASCII;
 * wire reference 7.6. Anything else has been used to run commands through other clients' scripts.
 */
final class DomainText {
  private static final int MAX_NAME = 253;
  private static final int MAX_LABEL = 63;

  private DomainText() {}

  /** The name as it is asked for: in ASCII, without a final dot. */
  static Optional<String> parse(String text) {
    String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    if (name.length() > MAX_NAME
        || bytes(name) > MAX_NAME
        || !name.codePoints().allMatch(DomainText::isAllowed)) {
      return Optional.empty();
    }
    if (name.codePoints().anyMatch(c -> c >= 0x80)) {
      return international(name);
    }
    return hasSoundLabels(name) ? Optional.of(name) : Optional.empty();
  }

  /** Wide forms of forbidden characters become these characters, so what comes out is looked at. */
  private static Optional<String> international(String name) {
    try {
      String ascii = IDN.toASCII(name);
      return ascii.codePoints().allMatch(c -> c < 0x80) ? parse(ascii) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean hasSoundLabels(String name) {
    for (int start = 0; start <= name.length(); ) {
      int dot = name.indexOf('.', start);
      int end = dot < 0 ? name.length() : dot;
      if (end == start || end - start > MAX_LABEL || name.charAt(start) == '-') {
        return false;
      }
      start = end + 1;
    }
    return true;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static boolean isAllowed(int c) {
    return (c >= 0x80 && PrintableText.isPlain(c))
        || (c >= '0' && c <= '9')
        || (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || c == '-'
        || c == '_'
        || c == '.';
  }
}
