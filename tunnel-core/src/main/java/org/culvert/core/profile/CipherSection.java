package org.culvert.core.profile;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Ciphers and digests of the data channel. */
final class CipherSection implements Section {
  private static final List<String> DEFAULT =
      List.of("AES-256-GCM", "AES-128-GCM", "CHACHA20-POLY1305");
  private static final Set<String> SUPPORTED =
      Set.of("AES-256-GCM", "AES-192-GCM", "AES-128-GCM", "CHACHA20-POLY1305");
  private static final Set<String> OLD =
      Set.of("AES-256-CBC", "AES-192-CBC", "AES-128-CBC", "BF-CBC");
  private static final Set<String> SMALL_BLOCKS =
      Set.of("BF", "DES", "DESX", "DES3", "RC2", "CAST5", "IDEA", "RC5");
  private static final Map<String, String> DIGESTS =
      Map.of(
          "SHA1", "SHA1",
          "SHA", "SHA1",
          "SHA224", "SHA224",
          "SHA256", "SHA256",
          "SHA384", "SHA384",
          "SHA512", "SHA512");
  private static final int LARGEST_WINDOW = 65_536;
  private static final int LONGEST_WINDOW = 600;

  private final Arguments arguments;
  private final Findings findings;
  private final CompatMode compatible;
  private Optional<List<String>> offered = Optional.empty();
  private Optional<String> added = Optional.empty();
  private Optional<String> fallback = Optional.empty();
  private Optional<String> oldCipher = Optional.empty();

  /** The first line that names a cipher which needs a digest. */
  private Optional<Statement> oldAt = Optional.empty();

  private Optional<String> digest = Optional.of("SHA1");
  private Optional<Statement> digestAt = Optional.empty();
  private OptionalInt replayWindow = OptionalInt.empty();

  CipherSection(Findings findings, CompatMode compatible) {
    this.compatible = compatible;
    this.arguments = new Arguments(findings);
    this.findings = findings;
  }

  @Override
  public boolean read(Statement s) {
    switch (s.name()) {
      case "data-ciphers", "ncp-ciphers" -> offered(s);
      case "data-ciphers-fallback" -> fallback(s);
      case "cipher" -> cipher(s);
      case "auth" -> {
        digest = digestName(s.arg(0));
        digestAt = Optional.of(s);
      }
      case "replay-window" -> replayWindow(s);
      default -> {
        return false;
      }
    }
    return true;
  }

  private void offered(Statement s) {
    Set<String> names = new LinkedHashSet<>();
    List<String> leftOut = new ArrayList<>();
    for (String word : s.arg(0).split(":", -1)) {
      String name = cipherName(word.startsWith("?") ? word.substring(1) : word);
      if (name.equals("DEFAULT")) {
        names.addAll(DEFAULT);
      } else if (SUPPORTED.contains(name) || OLD.contains(name)) {
        names.add(name);
      } else {
        leftOut.add(name);
      }
    }
    if (names.isEmpty()) {
      findings.error(s, Action.NOT_YET, SecurityCode.CIPHERS_UNSUPPORTED, s.arg(0));
      return;
    }
    if (!leftOut.isEmpty()) {
      findings.note(s, Action.SUPPORT, SecurityCode.CIPHERS_LEFT_OUT, String.join(", ", leftOut));
    }
    names.stream().filter(OLD::contains).forEach(name -> old(s, name));
    offered = Optional.of(List.copyOf(names));
  }

  private void fallback(Statement s) {
    String name = cipherName(s.arg(0));
    if (SUPPORTED.contains(name) || OLD.contains(name)) {
      fallback = Optional.of(name);
      if (OLD.contains(name)) {
        old(s, name);
      }
      return;
    }
    refuseWeak(s, name);
    findings.warning(s, Action.IGNORE, SecurityCode.FALLBACK_UNSUPPORTED, name);
  }

  private void cipher(Statement s) {
    String name = cipherName(s.arg(0));
    if (SUPPORTED.contains(name)) {
      added = Optional.of(name);
      findings.note(s, Action.TRANSLATE, SecurityCode.CIPHER_ADDED, name);
      return;
    }
    if (OLD.contains(name)) {
      oldCipher = Optional.of(name);
      old(s, name);
      return;
    }
    if (!refuseWeak(s, name)) {
      findings.note(s, Action.IGNORE, SecurityCode.CIPHER_UNSUPPORTED, name);
    }
  }

  private void old(Statement s, String name) {
    if (oldAt.isEmpty()) {
      oldAt = Optional.of(s);
    }
    findings.warning(
        s,
        Action.SUPPORT,
        name.equals("BF-CBC") ? SecurityCode.SMALL_BLOCKS : SecurityCode.OLD_CIPHER,
        name);
  }

  /** Whether the cipher protects nothing or next to nothing, which was then reported. */
  private boolean refuseWeak(Statement s, String name) {
    if (name.equals("NONE")) {
      findings.error(s, Action.REFUSE, SecurityCode.NO_ENCRYPTION);
      return true;
    }
    if (SMALL_BLOCKS.contains(name.split("-", 2)[0])) {
      findings.error(s, Action.REFUSE, SecurityCode.BROKEN_CIPHER, name);
      return true;
    }
    return false;
  }

  private static String cipherName(String word) {
    String upper = word.toUpperCase(Locale.ROOT);
    return switch (upper) {
      case "ID-AES256-GCM" -> "AES-256-GCM";
      case "ID-AES192-GCM" -> "AES-192-GCM";
      case "ID-AES128-GCM" -> "AES-128-GCM";
      case "BF" -> "BF-CBC";
      default -> upper;
    };
  }

  private static Optional<String> digestName(String word) {
    String name =
        word.toUpperCase(Locale.ROOT).replaceFirst("^RSA-", "").replaceFirst("^SHA-", "SHA");
    return Optional.ofNullable(DIGESTS.get(name));
  }

  private void replayWindow(Statement s) {
    replayWindow = arguments.number(s, 0, 0, LARGEST_WINDOW);
    if (s.has(1) && arguments.number(s, 1, 0, LONGEST_WINDOW).isPresent()) {
      findings.note(s, Action.SUPPORT, SecurityCode.REPLAY_AGE);
    }
  }

  OptionalInt replayWindow() {
    return replayWindow;
  }

  /** Ciphers in our order. */
  List<String> offered() {
    Set<String> names = new LinkedHashSet<>(offered.orElse(DEFAULT));
    added.ifPresent(names::add);
    if (compatible.before(CompatMode.V2_5)) {
      oldCipher.ifPresent(names::add);
    }
    return List.copyOf(names);
  }

  /** For servers that do not negotiate; an old cipher of {@code cipher} is nothing else. */
  Optional<String> fallback() {
    return fallback
        .or(() -> oldCipher)
        .or(() -> compatible.before(CompatMode.V2_4) ? added : Optional.empty());
  }

  /** The digest's name; reported when something needs one that we do not have. */
  String digest(Optional<Statement> tlsAuth) {
    if (digest.isEmpty()) {
      Statement at = digestAt.orElseThrow();
      if (tlsAuth.isPresent()) {
        arguments.invalid(at, SecurityCode.DIGEST_FOR_TLS_AUTH, at.arg(0));
      } else if (oldAt.isPresent()) {
        findings.error(
            at,
            Action.REFUSE,
            SecurityCode.DIGEST_FOR_CIPHER,
            at.arg(0),
            Integer.toString(oldAt.get().line()));
      } else {
        findings.note(at, Action.IGNORE, SecurityCode.DIGEST_UNUSED, at.arg(0));
      }
    }
    return digest.orElse("SHA1");
  }
}
