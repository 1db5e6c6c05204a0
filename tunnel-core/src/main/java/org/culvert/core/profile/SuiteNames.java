package org.culvert.core.profile;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Names of cipher suites and groups: those we know, in the spellings that profiles use. */
final class SuiteNames {
  private static final Map<String, String> OPENSSL_TO_IANA = openSslNames();
  private static final Set<String> TLS13 =
      Set.of("TLS_AES_256_GCM_SHA384", "TLS_AES_128_GCM_SHA256", "TLS_CHACHA20_POLY1305_SHA256");

  private static final Set<String> GROUPS =
      Set.of(
          "x25519",
          "x448",
          "secp256r1",
          "prime256v1",
          "p-256",
          "secp384r1",
          "p-384",
          "secp521r1",
          "p-521",
          "ffdhe2048",
          "ffdhe3072",
          "ffdhe4096");

  private SuiteNames() {}

  /** IANA's name with dashes, when it is a suite of TLS 1.2 with forward secrecy that we know. */
  static Optional<String> tls12(String word) {
    String name = word.toUpperCase(Locale.ROOT).replace('_', '-');
    if (OPENSSL_TO_IANA.containsValue(name)) {
      return Optional.of(name);
    }
    return Optional.ofNullable(OPENSSL_TO_IANA.get(name));
  }

  /** IANA's name with underscores. */
  static Optional<String> tls13(String word) {
    String name = word.toUpperCase(Locale.ROOT).replace('-', '_');
    return TLS13.contains(name) ? Optional.of(name) : Optional.empty();
  }

  /** A key agreement group's name in small letters. */
  static Optional<String> group(String word) {
    String name = word.toLowerCase(Locale.ROOT);
    return GROUPS.contains(name) ? Optional.of(name) : Optional.empty();
  }

  private static Map<String, String> openSslNames() {
    Map<String, String> names = new LinkedHashMap<>();
    for (String exchange : new String[] {"ECDHE-ECDSA", "ECDHE-RSA", "DHE-RSA"}) {
      String tls = "TLS-" + exchange + "-WITH-";
      names.put(exchange + "-AES256-GCM-SHA384", tls + "AES-256-GCM-SHA384");
      names.put(exchange + "-AES128-GCM-SHA256", tls + "AES-128-GCM-SHA256");
      names.put(exchange + "-CHACHA20-POLY1305", tls + "CHACHA20-POLY1305-SHA256");
      String cbc256 = exchange.startsWith("EC") ? "SHA384" : "SHA256";
      names.put(exchange + "-AES256-" + cbc256, tls + "AES-256-CBC-" + cbc256);
      names.put(exchange + "-AES128-SHA256", tls + "AES-128-CBC-SHA256");
      names.put(exchange + "-AES256-SHA", tls + "AES-256-CBC-SHA");
      names.put(exchange + "-AES128-SHA", tls + "AES-128-CBC-SHA");
    }
    return names;
  }
}
