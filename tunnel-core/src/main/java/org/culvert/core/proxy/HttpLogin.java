package org.culvert.core.proxy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.culvert.core.api.Credentials;
import org.culvert.core.profile.Proxy;
import org.culvert.core.proxy.ProxyConversation.Step;
import org.culvert.core.proxy.ProxyFailure.Kind;

/** How far the login at an HTTP proxy is, over its connections. */
final class HttpLogin {
  /** A proxy may say once that its number was used up (stale), not again and again. */
  private static final int MOST_CHALLENGES = 3;

  private final Optional<Credentials> credentials;
  private final RandomGenerator random;
  private Optional<Answer> next = Optional.empty();
  private Optional<Answer> sent = Optional.empty();
  private int challenged;

  /** How to answer. */
  private sealed interface Answer {
    record Basic() implements Answer {}

    record Digest(DigestChallenge challenge) implements Answer {}
  }

  HttpLogin(Optional<Credentials> credentials, RandomGenerator random) {
    this.credentials = credentials;
    this.random = random;
  }

  /** The value of {@code Proxy-Authorization} for the next request; the caller wipes it. */
  Optional<byte[]> authorization(Proxy.Http settings, Destination server) {
    if (credentials.isEmpty()) {
      return Optional.empty();
    }
    if (challenged == 0 && settings.login() == Proxy.HttpLogin.BASIC_AT_ONCE) {
      next = Optional.of(new Answer.Basic());
    }
    sent = next;
    return sent.map(
        answer ->
            switch (answer) {
              case Answer.Basic() -> basic(credentials.get());
              case Answer.Digest digest ->
                  digest.challenge().answer(credentials.get(), server.authority(), random);
            });
  }

  /** Whether the last request held a login. */
  boolean sent() {
    return sent.isPresent();
  }

  private static byte[] basic(Credentials credentials) {
    byte[] name = (credentials.username() + ":").getBytes(StandardCharsets.UTF_8);
    byte[] password = credentials.password().copyBytes();
    byte[] both = Arrays.copyOf(name, name.length + password.length);
    System.arraycopy(password, 0, both, name.length, password.length);
    byte[] encoded = Base64.getEncoder().encode(both);
    byte[] start = "Basic ".getBytes(StandardCharsets.US_ASCII);
    byte[] value = Arrays.copyOf(start, start.length + encoded.length);
    System.arraycopy(encoded, 0, value, start.length, encoded.length);
    Arrays.fill(password, (byte) 0);
    Arrays.fill(both, (byte) 0);
    Arrays.fill(encoded, (byte) 0);
    return value;
  }

  /** The proxy wants a login: these are the kinds that it knows. */
  Step challenged(Proxy.Http settings, List<Challenge> offered) {
    Optional<DigestChallenge> digest = DigestChallenge.best(offered);
    boolean basic =
        settings.login() != Proxy.HttpLogin.NEVER_IN_CLEAR
            && offered.stream().anyMatch(challenge -> challenge.scheme().equals("basic"));
    if (digest.isEmpty() && !basic) {
      return ProxyFailure.failed(Kind.LOGIN_UNKNOWN, unknown(settings, offered));
    }
    if (credentials.isEmpty()) {
      return ProxyFailure.failed(Kind.LOGIN_NEEDED, realm(offered));
    }
    boolean another =
        sent.isEmpty()
            || (sent.get() instanceof Answer.Basic
                ? digest.isPresent()
                : digest.filter(DigestChallenge::stale).isPresent());
    if (!another || ++challenged >= MOST_CHALLENGES) {
      return ProxyFailure.failed(Kind.LOGIN_REFUSED, realm(offered));
    }
    next = Optional.of(digest.<Answer>map(Answer.Digest::new).orElseGet(Answer.Basic::new));
    return new Step.KnockAgain();
  }

  /** What the proxy calls that which it protects. */
  private static String realm(List<Challenge> offered) {
    return offered.stream()
        .flatMap(challenge -> challenge.parameter("realm").stream())
        .map(HttpAnswer::printable)
        .findFirst()
        .orElse("");
  }

  private static String unknown(Proxy.Http settings, List<Challenge> offered) {
    String names =
        offered.stream().map(Challenge::scheme).distinct().collect(Collectors.joining(", "));
    String all = HttpAnswer.printable(names.isEmpty() ? "none that it names" : names);
    return settings.login() == Proxy.HttpLogin.NEVER_IN_CLEAR && names.contains("basic")
        ? "it knows "
            + all
            + ", and the profile forbids to send the password in the clear (auto-nct)"
        : "it knows " + all;
  }
}
