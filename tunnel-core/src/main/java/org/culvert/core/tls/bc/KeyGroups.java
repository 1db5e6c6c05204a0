package org.culvert.core.tls.bc;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.bouncycastle.tls.NamedGroup;

/** The key exchange groups we speak, by the names of {@code tls-groups}. */
final class KeyGroups {
  private static final List<Integer> DEFAULT =
      List.of(
          NamedGroup.x25519,
          NamedGroup.secp256r1,
          NamedGroup.secp384r1,
          NamedGroup.secp521r1,
          NamedGroup.x448,
          NamedGroup.ffdhe2048,
          NamedGroup.ffdhe3072,
          NamedGroup.ffdhe4096);

  private static final Map<String, Integer> NAMES =
      Map.ofEntries(
          Map.entry("x25519", NamedGroup.x25519),
          Map.entry("x448", NamedGroup.x448),
          Map.entry("secp256r1", NamedGroup.secp256r1),
          Map.entry("prime256v1", NamedGroup.secp256r1),
          Map.entry("p-256", NamedGroup.secp256r1),
          Map.entry("secp384r1", NamedGroup.secp384r1),
          Map.entry("p-384", NamedGroup.secp384r1),
          Map.entry("secp521r1", NamedGroup.secp521r1),
          Map.entry("p-521", NamedGroup.secp521r1),
          Map.entry("ffdhe2048", NamedGroup.ffdhe2048),
          Map.entry("ffdhe3072", NamedGroup.ffdhe3072),
          Map.entry("ffdhe4096", NamedGroup.ffdhe4096));

  private KeyGroups() {}

  /** Those of {@code names} that we know, in that order; our own order when it is empty. */
  static List<Integer> choose(List<String> names) {
    if (names.isEmpty()) {
      return DEFAULT;
    }
    Set<Integer> chosen = new LinkedHashSet<>();
    for (String name : names) {
      for (String word : name.split(":", -1)) {
        Integer group = NAMES.get(word.strip().toLowerCase(Locale.ROOT));
        if (group != null) {
          chosen.add(group);
        }
      }
    }
    return List.copyOf(chosen);
  }
}
