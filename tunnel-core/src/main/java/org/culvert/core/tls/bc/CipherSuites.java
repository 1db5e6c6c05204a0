package org.culvert.core.tls.bc;

import static org.bouncycastle.tls.CipherSuite.TLS_AES_128_GCM_SHA256;
import static org.bouncycastle.tls.CipherSuite.TLS_AES_256_GCM_SHA384;
import static org.bouncycastle.tls.CipherSuite.TLS_CHACHA20_POLY1305_SHA256;
import static org.bouncycastle.tls.CipherSuite.TLS_DHE_RSA_WITH_AES_128_CBC_SHA;
import static org.bouncycastle.tls.CipherSuite.TLS_DHE_RSA_WITH_AES_128_CBC_SHA256;
import static org.bouncycastle.tls.CipherSuite.TLS_DHE_RSA_WITH_AES_128_GCM_SHA256;
import static org.bouncycastle.tls.CipherSuite.TLS_DHE_RSA_WITH_AES_256_CBC_SHA;
import static org.bouncycastle.tls.CipherSuite.TLS_DHE_RSA_WITH_AES_256_CBC_SHA256;
import static org.bouncycastle.tls.CipherSuite.TLS_DHE_RSA_WITH_AES_256_GCM_SHA384;
import static org.bouncycastle.tls.CipherSuite.TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256;
import static org.bouncycastle.tls.CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA;
import static org.bouncycastle.tls.CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256;
import static org.bouncycastle.tls.CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256;
import static org.bouncycastle.tls.CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA;
import static org.bouncycastle.tls.CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384;
import static org.bouncycastle.tls.CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384;
import static org.bouncycastle.tls.CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256;
import static org.bouncycastle.tls.CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA;
import static org.bouncycastle.tls.CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256;
import static org.bouncycastle.tls.CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256;
import static org.bouncycastle.tls.CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA;
import static org.bouncycastle.tls.CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384;
import static org.bouncycastle.tls.CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384;
import static org.bouncycastle.tls.CipherSuite.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The cipher suites we speak, by the names that profiles use. */
final class CipherSuites {
  /** TLS 1.3, in the order we prefer. */
  private static final Map<String, Integer> TLS_1_3 = new LinkedHashMap<>();

  /** TLS 1.2 and older, in the order we prefer: forward secrecy only, AEAD before CBC. */
  private static final Map<String, Integer> TLS_1_2 = new LinkedHashMap<>();

  /** OpenSSL's spelling where it is not the IANA name with another separator. */
  private static final Map<String, Integer> OPENSSL = new LinkedHashMap<>();

  static {
    TLS_1_3.put("TLS_AES_256_GCM_SHA384", TLS_AES_256_GCM_SHA384);
    TLS_1_3.put("TLS_CHACHA20_POLY1305_SHA256", TLS_CHACHA20_POLY1305_SHA256);
    TLS_1_3.put("TLS_AES_128_GCM_SHA256", TLS_AES_128_GCM_SHA256);

    add("ECDHE_ECDSA", "AES_256_GCM_SHA384", TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384);
    add("ECDHE_RSA", "AES_256_GCM_SHA384", TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384);
    add("ECDHE_ECDSA", "CHACHA20_POLY1305_SHA256", TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256);
    add("ECDHE_RSA", "CHACHA20_POLY1305_SHA256", TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256);
    add("ECDHE_ECDSA", "AES_128_GCM_SHA256", TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256);
    add("ECDHE_RSA", "AES_128_GCM_SHA256", TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256);
    add("DHE_RSA", "AES_256_GCM_SHA384", TLS_DHE_RSA_WITH_AES_256_GCM_SHA384);
    add("DHE_RSA", "CHACHA20_POLY1305_SHA256", TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256);
    add("DHE_RSA", "AES_128_GCM_SHA256", TLS_DHE_RSA_WITH_AES_128_GCM_SHA256);
    add("ECDHE_ECDSA", "AES_256_CBC_SHA384", TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384);
    add("ECDHE_RSA", "AES_256_CBC_SHA384", TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384);
    add("ECDHE_ECDSA", "AES_128_CBC_SHA256", TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256);
    add("ECDHE_RSA", "AES_128_CBC_SHA256", TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256);
    add("DHE_RSA", "AES_256_CBC_SHA256", TLS_DHE_RSA_WITH_AES_256_CBC_SHA256);
    add("DHE_RSA", "AES_128_CBC_SHA256", TLS_DHE_RSA_WITH_AES_128_CBC_SHA256);
    add("ECDHE_ECDSA", "AES_256_CBC_SHA", TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA);
    add("ECDHE_RSA", "AES_256_CBC_SHA", TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA);
    add("ECDHE_ECDSA", "AES_128_CBC_SHA", TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA);
    add("ECDHE_RSA", "AES_128_CBC_SHA", TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA);
    add("DHE_RSA", "AES_256_CBC_SHA", TLS_DHE_RSA_WITH_AES_256_CBC_SHA);
    add("DHE_RSA", "AES_128_CBC_SHA", TLS_DHE_RSA_WITH_AES_128_CBC_SHA);
  }

  private CipherSuites() {}

  private static void add(String keyExchange, String cipher, int suite) {
    TLS_1_2.put("TLS_" + keyExchange + "_WITH_" + cipher, suite);
    // ECDHE-RSA-AES256-GCM-SHA384, ECDHE-RSA-CHACHA20-POLY1305, ECDHE-RSA-AES256-SHA
    String openssl =
        (keyExchange + "_" + cipher)
            .replace("AES_256", "AES256")
            .replace("AES_128", "AES128")
            .replace("_CBC", "")
            .replace("POLY1305_SHA256", "POLY1305");
    OPENSSL.put(openssl, suite);
  }

  /**
   * What {@code tls-cipher} leaves of TLS 1.2; our order when it is empty. Unknown names are
   * dropped; so are OpenSSL's operators such as {@code !aNULL} and {@code @SECLEVEL=1}, because
   * what they remove is not in our lists.
   */
  static List<Integer> tls12(List<String> names) {
    return choose(names, TLS_1_2, OPENSSL);
  }

  /** What {@code tls-ciphersuites} leaves of TLS 1.3. */
  static List<Integer> tls13(List<String> names) {
    return choose(names, TLS_1_3, Map.of());
  }

  private static List<Integer> choose(
      List<String> names, Map<String, Integer> known, Map<String, Integer> alias) {
    if (names.isEmpty()) {
      return List.copyOf(known.values());
    }
    Set<Integer> chosen = new LinkedHashSet<>();
    for (String name : names) {
      for (String word : name.split(":", -1)) {
        String key = word.strip().toUpperCase(Locale.ROOT).replace('-', '_');
        if (key.equals("DEFAULT") || key.equals("HIGH") || key.equals("ALL")) {
          chosen.addAll(known.values());
        } else if (known.containsKey(key)) {
          chosen.add(known.get(key));
        } else if (alias.containsKey(key)) {
          chosen.add(alias.get(key));
        }
      }
    }
    return List.copyOf(chosen);
  }

  /** The IANA name of a suite that we offered. */
  static String name(int suite) {
    for (Map<String, Integer> suites : Arrays.asList(TLS_1_3, TLS_1_2)) {
      for (Map.Entry<String, Integer> entry : suites.entrySet()) {
        if (entry.getValue() == suite) {
          return entry.getKey();
        }
      }
    }
    return String.format(Locale.ROOT, "0x%04X", suite);
  }
}
