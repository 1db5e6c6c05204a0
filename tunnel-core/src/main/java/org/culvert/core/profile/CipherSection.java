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
  private static final String ASK_FOR_AEAD =
      "Ask the server's administrator to allow AES-256-GCM or CHACHA20-POLY1305.";

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
      findings.error(
          s,
          Action.NOT_YET,
          "'" + s.name() + "' offers only ciphers that are not supported: " + s.arg(0),
          ASK_FOR_AEAD);
      return;
    }
    if (!leftOut.isEmpty()) {
      findings.note(
          s,
          Action.SUPPORT,
          "'" + s.name() + "': not offered, because not supported: " + String.join(", ", leftOut),
          ProfileText.FINE);
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
    findings.warning(
        s,
        Action.IGNORE,
        "'data-ciphers-fallback': "
            + name
            + " is not supported, so servers that do not negotiate"
            + " cannot be used",
        ASK_FOR_AEAD);
  }

  private void cipher(Statement s) {
    String name = cipherName(s.arg(0));
    if (SUPPORTED.contains(name)) {
      added = Optional.of(name);
      findings.note(
          s,
          Action.TRANSLATE,
          "'cipher' was added to the ciphers offered with data-ciphers: " + name,
          ProfileText.FINE);
      return;
    }
    if (OLD.contains(name)) {
      oldCipher = Optional.of(name);
      old(s, name);
      return;
    }
    if (!refuseWeak(s, name)) {
      findings.note(
          s,
          Action.IGNORE,
          "'cipher': " + name + " is not supported; a modern cipher is negotiated instead",
          "If the server does not negotiate (OpenVPN older than 2.4), ask its administrator to"
              + " update it.");
    }
  }

  private void old(Statement s, String name) {
    if (oldAt.isEmpty()) {
      oldAt = Optional.of(s);
    }
    findings.warning(
        s,
        Action.SUPPORT,
        name.equals("BF-CBC")
            ? "'"
                + s.name()
                + "': BF-CBC has blocks of 64 bits, and much traffic gives secrets away (SWEET32);"
                + " used only if the server has nothing better, with new keys every 64 MB"
            : "'" + s.name() + "': " + name + " is old and slower; used only if the server asks",
        ASK_FOR_AEAD);
  }

  /** Whether the cipher protects nothing or next to nothing, which was then reported. */
  private boolean refuseWeak(Statement s, String name) {
    if (name.equals("NONE")) {
      findings.error(
          s,
          Action.REFUSE,
          "'" + s.name() + " none' would send everything unencrypted",
          ASK_FOR_AEAD);
      return true;
    }
    if (SMALL_BLOCKS.contains(name.split("-", 2)[0])) {
      findings.error(
          s,
          Action.REFUSE,
          "'" + s.name() + "': " + name + " is broken and never used",
          "Remove the line if the server is OpenVPN 2.4 or newer; otherwise ask its administrator"
              + " to update it.");
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
      findings.note(
          s,
          Action.SUPPORT,
          "'replay-window': the number of packets is followed; their age does not matter, because"
              + " none is taken twice anyway",
          ProfileText.FINE);
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
        arguments.invalid(
            at,
            "tls-auth needs a digest, and " + at.arg(0) + " is none that is supported",
            "Use the digest of the server, for example SHA256.");
      } else if (oldAt.isPresent()) {
        findings.error(
            at,
            Action.REFUSE,
            "'auth "
                + at.arg(0)
                + "': the cipher of line "
                + oldAt.get().line()
                + " protects nothing without a digest, and this is none that is supported",
            "Use the digest of the server, for example SHA256.");
      } else {
        findings.note(
            at,
            Action.IGNORE,
            "'auth': modern ciphers need no digest, so " + at.arg(0) + " has no effect",
            ProfileText.FINE);
      }
    }
    return digest.orElse("SHA1");
  }
}
