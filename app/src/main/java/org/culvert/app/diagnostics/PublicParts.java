package org.culvert.app.diagnostics;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Certificates and lists of them are public; what else stands between their tags is not. */
final class PublicParts {
  private static final Pattern BEGIN =
      Pattern.compile("-----BEGIN (X509 |TRUSTED )?(CERTIFICATE|CRL)-----");
  private static final Pattern END =
      Pattern.compile("-----END (X509 |TRUSTED )?(CERTIFICATE|CRL)-----");

  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/=]+");

  private static final Pattern FINGERPRINT =
      Pattern.compile("([0-9A-Fa-f]{2}:){15,63}[0-9A-Fa-f]{2}");

  private PublicParts() {}

  /**
   * The lines that may be shown, with marks for the others.
   *
   * @param hidden is told each line that is not shown
   */
  static List<String> of(List<String> lines, Consumer<String> hidden) {
    List<String> shown = new ArrayList<>();
    List<String> left = new ArrayList<>();
    // Shown when it ends, and not before: what follows one that nobody ends may be a key.
    List<String> begun = new ArrayList<>();
    for (String line : lines) {
      String bare = line.strip();
      if (BEGIN.matcher(bare).matches()) {
        left.addAll(begun);
        begun.clear();
        begun.add(bare);
      } else if (!begun.isEmpty() && END.matcher(bare).matches()) {
        flush(left, shown, hidden);
        shown.addAll(begun);
        shown.add(bare);
        begun.clear();
      } else if (!begun.isEmpty() && BASE64.matcher(bare).matches()) {
        begun.add(bare);
      } else if (FINGERPRINT.matcher(bare).matches()) {
        left.addAll(begun);
        begun.clear();
        flush(left, shown, hidden);
        shown.add(bare);
      } else if (!bare.isEmpty()) {
        left.addAll(begun);
        begun.clear();
        left.add(bare);
      }
    }
    left.addAll(begun);
    flush(left, shown, hidden);
    return shown;
  }

  private static void flush(List<String> left, List<String> shown, Consumer<String> hidden) {
    if (!left.isEmpty()) {
      shown.add(Removed.mark(String.join("\n", left)));
      left.forEach(hidden);
      left.clear();
    }
  }
}
