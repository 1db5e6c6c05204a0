package org.culvert.app.diagnostics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Puts numbers in the place of names of hosts, users and profiles, the same number each time, and
 * takes addresses out.
 */
final class NameHider {
  private static final int SHORTEST = 3;
  private static final Pattern IPV4 =
      Pattern.compile("(?<![\\d.])\\d{1,3}(?:\\.\\d{1,3}){3}(?![\\d.]*\\d)");
  private static final Pattern IPV6 =
      Pattern.compile(
          "(?i)(?<![\\w:])(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){7}"
              + "|(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4})*)?::(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4})*)?)(?!\\w|:[\\w:])");
  private static final Pattern CERTIFICATE =
      Pattern.compile(
          "(?s)-----BEGIN (?:X509 |TRUSTED )?(?:CERTIFICATE|CRL)-----.*?-----END [A-Z0-9 ]*-----");

  private final List<String> names;

  NameHider(Collection<String> names) {
    this.names =
        new ArrayList<>(
            names.stream().filter(name -> name.length() >= SHORTEST).distinct().toList());
  }

  String hide(String text) {
    String hidden =
        CERTIFICATE
            .matcher(text)
            .replaceAll(found -> "[certificate: " + found.group().length() + " bytes]");
    for (String name :
        names.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList()) {
      hidden =
          Pattern.compile(
                  "(?<![\\p{L}\\p{N}])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}])",
                  Pattern.CASE_INSENSITIVE)
              .matcher(hidden)
              .replaceAll(String.format(Locale.ROOT, "[name %d]", names.indexOf(name) + 1));
    }
    hidden = IPV4.matcher(hidden).replaceAll("[address]");
    return IPV6.matcher(hidden).replaceAll("[address]");
  }
}
