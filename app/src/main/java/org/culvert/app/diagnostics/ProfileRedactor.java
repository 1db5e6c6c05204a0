package org.culvert.app.diagnostics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes out of a profile what is nobody else's affair. Shows only what is known to be harmless: the
 * profile may be one that no parser understands, and a secret may stand where none belongs. For one
 * profile.
 */
final class ProfileRedactor {
  private static final Pattern OPENING = Pattern.compile("<([A-Za-z0-9_-]+)>(.*)");
  private static final Set<String> PUBLIC_BLOCKS =
      Set.of("ca", "cert", "extra-certs", "crl-verify", "peer-fingerprint");
  private static final Set<String> LOGIN_BLOCKS = Set.of("auth-user-pass", "http-proxy-user-pass");

  /** Their words are hosts. */
  private static final Set<String> HOSTS = Set.of("remote", "http-proxy", "socks-proxy", "local");

  /** What may follow a name in {@code verify-x509-name}. */
  private static final Set<String> NAME_KINDS = Set.of("name", "name-prefix", "subject");

  /** After these a {@code dns} line has nothing but domains and hosts. */
  private static final Set<String> DNS_NAMES = Set.of("search-domains", "resolve-domains", "sni");

  /** Shorter ones are too common to be taken out of other texts. */
  private static final int SHORTEST_SECRET = 4;

  /** What may be shown of a line may still contain an address with a token in it. */
  private static final TextRedactor REDACTOR = new TextRedactor(Set.of());

  private final List<String> out = new ArrayList<>();
  private final Set<String> secrets = new LinkedHashSet<>();
  private final Set<String> names = new LinkedHashSet<>();
  private final List<String> inside = new ArrayList<>();
  private String block = "";

  private ProfileRedactor() {}

  /** Redacts a whole profile. */
  static RedactedProfile redact(String text) {
    ProfileRedactor redactor = new ProfileRedactor();
    text.lines().forEach(redactor::line);
    redactor.end();
    return new RedactedProfile(
        String.join("\n", redactor.out) + "\n", redactor.secrets, redactor.names);
  }

  private void line(String line) {
    if (block.isEmpty()) {
      outside(line.strip());
    } else if (line.strip().startsWith("</" + block + ">")) {
      end();
      out.add("</" + shown(block) + ">");
      block = "";
    } else {
      inside.add(line);
    }
  }

  private void outside(String line) {
    Matcher opening = OPENING.matcher(line);
    if (line.isEmpty() || line.equals("<connection>") || line.equals("</connection>")) {
      out.add(line);
    } else if (opening.matches()) {
      block = opening.group(1);
      out.add("<" + shown(block) + ">");
      if (!opening.group(2).isBlank()) {
        inside.add(opening.group(2));
      }
    } else if (line.startsWith("#") || line.startsWith(";")) {
      out.add("# " + Removed.mark(line.substring(1)));
    } else {
      directive(line);
    }
  }

  private static String shown(String block) {
    return KeptWords.of(block).isPresent() ? block : "…";
  }

  /** The end of a block, or of a profile that forgets to end one. */
  private void end() {
    if (block.isEmpty()) {
      return;
    }
    if (PUBLIC_BLOCKS.contains(block)) {
      out.addAll(PublicParts.of(inside, this::secret));
    } else {
      out.add(Removed.mark(String.join("\n", inside)));
      List<String> hidden = inside.stream().map(String::strip).toList();
      if (LOGIN_BLOCKS.contains(block) && !hidden.isEmpty()) {
        name(hidden.getFirst());
        if (hidden.size() > 1) {
          secrets.add(Spellings.basic(hidden.getFirst(), hidden.get(1)));
        }
        hidden = hidden.subList(1, hidden.size());
      }
      hidden.forEach(this::secret);
    }
    inside.clear();
  }

  private void directive(String line) {
    String[] words = line.split("\\s+");
    String name = words[0].startsWith("--") ? words[0].substring(2) : words[0];
    OptionalInt kept = KeptWords.of(name);
    if (kept.isEmpty()) {
      Arrays.stream(words).forEach(this::secret);
      out.add(Removed.mark(line));
      return;
    }
    StringBuilder shown = new StringBuilder(name);
    int next = 1;
    while (next < words.length && next <= kept.getAsInt() && harmless(words[next])) {
      shown.append(' ').append(words[next]);
      next++;
    }
    String redacted = REDACTOR.redact(shown.toString());
    List<String> rest = List.of(words).subList(next, words.length);
    if (!rest.isEmpty()) {
      redacted += " " + Removed.mark(String.join(" ", rest));
      rest.forEach(this::secret);
    }
    out.add(redacted);
    names(name, List.of(words).subList(1, next));
  }

  /** Neither the beginning of a comment nor a login in an address. */
  private static boolean harmless(String word) {
    return !word.startsWith("#") && !word.startsWith(";") && word.indexOf('@') < 0;
  }

  private void names(String directive, List<String> shown) {
    if (HOSTS.contains(directive) && !shown.isEmpty()) {
      name(host(shown.getFirst()));
    } else if (directive.equals("verify-x509-name")) {
      shown.stream().filter(word -> !NAME_KINDS.contains(word)).forEach(this::name);
    } else if (directive.equals("dns")) {
      shown.stream().dropWhile(word -> !DNS_NAMES.contains(word)).skip(1).forEach(this::name);
    } else if (directive.equals("dhcp-option") && shown.size() > 1) {
      boolean domain =
          shown.getFirst().toUpperCase(Locale.ROOT).matches("DOMAIN|DOMAIN-SEARCH|ADAPTER_.*");
      if (domain) {
        name(shown.get(1));
      }
    }
    shown.stream()
        .map(ProfileRedactor::host)
        .filter(ProfileRedactor::looksLikeHost)
        .forEach(this::name);
  }

  /** The address of a page shows its host. */
  private static String host(String word) {
    return unquoted(word).replaceFirst("^\\w+://([^/?#:]*).*", "$1");
  }

  /** A route, a gateway or a server of another kind may be named instead of numbered. */
  private static boolean looksLikeHost(String word) {
    return word.indexOf('.') > 0 && word.chars().anyMatch(Character::isLetter);
  }

  private void name(String word) {
    String bare = unquoted(word);
    if (bare.length() > 1) {
      names.add(bare);
    }
  }

  private void secret(String word) {
    String bare = unquoted(word);
    // A known word is no secret: a line about nothing else may stand where it is not understood.
    if (bare.length() >= SHORTEST_SECRET
        && !bare.startsWith("-----")
        && KeptWords.of(bare).isEmpty()) {
      secrets.add(bare);
    }
  }

  private static String unquoted(String word) {
    return word.replaceAll("^[\"']|[\"']$", "");
  }
}
