package org.culvert.core.proxy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.culvert.core.api.Credentials;

/**
 * HTTP's Digest (RFC 7616), with {@code qop=auth} or the older form without.
 *
 * @param session whether the algorithm's name ends in {@code -sess}
 * @param qop whether the proxy knows {@code qop=auth}
 * @param stale whether the proxy only wants another nonce than the one that was used
 */
record DigestChallenge(
    Algorithm algorithm,
    boolean session,
    String realm,
    String nonce,
    Optional<String> opaque,
    boolean qop,
    boolean stale) {
  /** What is hashed with; the stronger one comes later. */
  enum Algorithm {
    MD5("MD5"),
    SHA_256("SHA-256");

    private final String text;

    Algorithm(String text) {
      this.text = text;
    }
  }

  private static final int NONCE_BYTES = 12;
  private static final HexFormat HEX = HexFormat.of();

  /** Each nonce is used once. */
  private static final String COUNT = "00000001";

  /** The strongest that we can answer. */
  static Optional<DigestChallenge> best(List<Challenge> offered) {
    return offered.stream()
        .filter(challenge -> challenge.scheme().equals("digest"))
        .flatMap(challenge -> of(challenge).stream())
        .max(Comparator.comparing(DigestChallenge::algorithm));
  }

  private static Optional<DigestChallenge> of(Challenge challenge) {
    String name = challenge.parameter("algorithm").orElse("MD5").toUpperCase(Locale.ROOT);
    boolean session = name.endsWith("-SESS");
    String base = session ? name.substring(0, name.length() - "-SESS".length()) : name;
    Optional<Algorithm> algorithm =
        Arrays.stream(Algorithm.values()).filter(known -> known.text.equals(base)).findFirst();
    Optional<String> qop = challenge.parameter("qop");
    boolean auth =
        qop.isPresent()
            && Arrays.stream(qop.get().split(",")).anyMatch(q -> q.strip().equals("auth"));
    if (algorithm.isEmpty()
        || (qop.isPresent() && !auth)
        || challenge.parameter("realm").isEmpty()
        || challenge.parameter("nonce").isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new DigestChallenge(
            algorithm.get(),
            session,
            challenge.parameter("realm").get(),
            challenge.parameter("nonce").get(),
            challenge.parameter("opaque"),
            auth,
            challenge.parameter("stale").filter("true"::equalsIgnoreCase).isPresent()));
  }

  /** The header's value. */
  byte[] answer(Credentials credentials, String uri, RandomGenerator random) {
    byte[] bytes = new byte[NONCE_BYTES];
    random.nextBytes(bytes);
    return answer(credentials, uri, HexFormat.of().formatHex(bytes));
  }

  byte[] answer(Credentials credentials, String uri, String ours) {
    String name = credentials.username();
    byte[] password = credentials.password().copyBytes();
    byte[] secret = hash(latin(utf8(name) + ":" + realm + ":"), password);
    Arrays.fill(password, (byte) 0);
    if (session) {
      byte[] lasting = secret;
      secret = hash(lasting, latin(":" + nonce + ":" + ours));
      Arrays.fill(lasting, (byte) 0);
    }
    byte[] request = hash(latin("CONNECT:" + uri));
    String between = qop ? ":" + nonce + ":" + COUNT + ":" + ours + ":auth:" : ":" + nonce + ":";
    byte[] response = hash(secret, latin(between), request);
    Arrays.fill(secret, (byte) 0); // as good as the password
    StringBuilder value = new StringBuilder("Digest username=").append(quoted(utf8(name)));
    value.append(", realm=").append(quoted(realm));
    value.append(", nonce=").append(quoted(nonce));
    value.append(", uri=").append(quoted(uri));
    value.append(", response=").append(quoted(new String(response, StandardCharsets.ISO_8859_1)));
    value.append(", algorithm=").append(algorithm.text).append(session ? "-sess" : "");
    opaque.ifPresent(text -> value.append(", opaque=").append(quoted(text)));
    if (qop) {
      value.append(", qop=auth, nc=").append(COUNT).append(", cnonce=").append(quoted(ours));
    }
    return latin(value.toString());
  }

  /** The bytes of the proxy's words are its own; each is one character here. */
  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String utf8(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  /** No line can end within: neither a user's name nor a proxy's words bring another header. */
  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\');
      }
      quoted.append(c < ' ' ? ' ' : c);
    }
    return quoted.append('"').toString();
  }

  /** In hex; the caller wipes it where a password is in it. */
  private byte[] hash(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance(algorithm.text);
      for (byte[] part : parts) {
        digest.update(part);
      }
      byte[] hash = digest.digest();
      byte[] hex = new byte[2 * hash.length];
      for (int i = 0; i < hash.length; i++) {
        hex[2 * i] = (byte) HEX.toHighHexDigit(hash[i]);
        hex[2 * i + 1] = (byte) HEX.toLowHexDigit(hash[i]);
      }
      Arrays.fill(hash, (byte) 0);
      return hex;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has it", e);
    }
  }
}
