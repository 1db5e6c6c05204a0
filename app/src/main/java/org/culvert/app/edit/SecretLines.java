package org.culvert.app.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which lines of a profile are nobody's affair: what is inside of blocks, but for those that are
 * known to be public, and private keys wherever they are.
 */
final class SecretLines {
  private static final Set<String> PUBLIC =
      Set.of("ca", "cert", "extra-certs", "crl-verify", "peer-fingerprint", "verify-hash", "dh");

  /** Holds directives, and blocks. */
  private static final String CONNECTION = "connection";

  private static final Pattern BLOCK = Pattern.compile("\\s*<([^/<>][^<>]*)>\\s*([#;].*)?");
  private static final Pattern KEY =
      Pattern.compile("\\s*-----BEGIN (.*PRIVATE KEY|OpenVPN .*)-----\\s*");

  private final List<String> lines;
  private final List<Run> found = new ArrayList<>();
  private int at;

  /** Lines that belong together, from 0, the last one not included. */
  record Run(int from, int to) {}

  private SecretLines(List<String> lines) {
    this.lines = lines;
  }

  static List<Run> of(List<String> lines) {
    SecretLines secrets = new SecretLines(lines);
    while (secrets.at < lines.size()) {
      secrets.line();
    }
    return secrets.found;
  }

  private void line() {
    if (isKey()) {
      key();
      return;
    }
    String name = opened(lines.get(at)).orElse("");
    int first = ++at;
    int end = name.isEmpty() || name.equals(CONNECTION) ? lines.size() : end(name, first);
    if (end == lines.size()) {
      return;
    }
    if (!PUBLIC.contains(name)) {
      add(first, end);
      at = end + 1;
      return;
    }
    while (at < end) {
      if (isKey()) {
        key();
      } else {
        at++;
      }
    }
  }

  private static Optional<String> opened(String line) {
    Matcher block = BLOCK.matcher(line);
    return block.matches() ? Optional.of(block.group(1)) : Optional.empty();
  }

  private int end(String name, int from) {
    String tag = "</" + name + ">";
    int end = from;
    while (end < lines.size() && !lines.get(end).stripLeading().startsWith(tag)) {
      end++;
    }
    return end;
  }

  private boolean isKey() {
    return KEY.matcher(lines.get(at)).matches();
  }

  /** Without an end it goes as far as the block, or the text. */
  private void key() {
    int from = at;
    while (at < lines.size() && !lines.get(at).strip().startsWith("</")) {
      if (lines.get(at++).strip().startsWith("-----END ")) {
        break;
      }
    }
    add(from, at);
  }

  private void add(int from, int to) {
    if (to > from) {
      found.add(new Run(from, to));
    }
  }
}
