package org.culvert.app.explain;

import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import org.culvert.app.explain.Explanation.Fix;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;

/** Chooses the words for a problem by its code and by what else is known, never by its texts. */
public final class Explanations {
  /** So many refused logins in a row are no slip of the finger, and may have locked an account. */
  public static final int MANY_REFUSALS = 3;

  private static final ResourceBundle BUNDLE =
      ResourceBundle.getBundle(Explanations.class.getPackageName() + ".explanations");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT);
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT);

  private Explanations() {}

  /** Explains a problem. */
  public static Explanation of(Problem problem, Circumstances known) {
    return switch (problem.code()) {
      case NO_ANSWER -> silence(problem, known);
      case HANDSHAKE_TIMEOUT, PORT_CLOSED ->
          known.udp().orElse(false) ? otherWay(problem, known) : plain(problem);
      case CERT_EXPIRED, OWN_CERT_EXPIRED -> dated(problem, known, Optional.empty());
      case CERT_NOT_YET_VALID, OWN_CERT_NOT_YET_VALID -> dated(problem, known, behind(known));
      case AUTH_FAILED ->
          known.refusals() < MANY_REFUSALS
              ? plain(problem)
              : words(problem, "auth-failed.often", List.of(Integer.toString(known.refusals())));
      default -> plain(problem);
    };
  }

  /** A server that is off, a packet that is dropped and a key that is wrong all look like this. */
  private static Explanation silence(Problem problem, Circumstances known) {
    String transport = problem.args().getLast();
    String key =
        known
            .profile()
            .map(facts -> facts.wrapped() ? "no-answer.wrapped" : "no-answer.bare")
            .orElse("no-answer.wrapped");
    Explanation plain = words(problem, key, List.of(transport));
    return transport.equals("UDP") ? byTcp(plain, known) : plain;
  }

  private static Explanation otherWay(Problem problem, Circumstances known) {
    Explanation plain = plain(problem);
    return known.profile().flatMap(ProfileFacts::byTcp).isPresent() ? byTcp(plain, known) : plain;
  }

  private static Explanation byTcp(Explanation plain, Circumstances known) {
    return known
        .profile()
        .flatMap(ProfileFacts::byTcp)
        .map(
            server ->
                new Explanation(
                    plain.happened(),
                    plain.meaning(),
                    text("by-tcp.do", List.of(server)),
                    Optional.of(Fix.CONNECT_BY_TCP)))
        .orElseGet(
            () ->
                new Explanation(
                    plain.happened(),
                    plain.meaning(),
                    text("no-tcp.do", List.of()),
                    Optional.empty()));
  }

  /** Where only the clock can be wrong, as a certificate that is here already was made later. */
  private static Optional<Instant> behind(Circumstances known) {
    return known.profile().flatMap(ProfileFacts::newest).filter(known.clock()::isBefore);
  }

  private static Explanation dated(
      Problem problem, Circumstances known, Optional<Instant> certainlyPast) {
    List<String> more = new ArrayList<>();
    more.add(TIME.format(known.clock().atOffset(ZoneOffset.UTC)));
    certainlyPast.ifPresent(past -> more.add(DATE.format(past.atOffset(ZoneOffset.UTC))));
    return words(
        problem, certainlyPast.isPresent() ? "clock-behind" : problem.code().wireName(), more);
  }

  private static Explanation plain(Problem problem) {
    return words(problem, problem.code().wireName(), List.of());
  }

  /** The texts of a key, where there are some, and the problem's own where there are none. */
  private static Explanation words(Problem problem, String key, List<String> more) {
    boolean own = key.equals(problem.code().wireName()) && more.isEmpty();
    List<String> args = own ? problem.args() : more;
    return new Explanation(
        problem.message(),
        BUNDLE.containsKey(key + ".means") ? text(key + ".means", args) : "",
        BUNDLE.containsKey(key + ".do") ? text(key + ".do", args) : problem.hint(),
        Optional.empty());
  }

  /** Whether there is something to say about a code that its message does not say. */
  static boolean hasMeaning(ProblemCode code) {
    return BUNDLE.keySet().stream()
        .anyMatch(key -> key.startsWith(code.wireName() + ".") && key.endsWith(".means"));
  }

  /** An apostrophe is one in the texts, and a quote to MessageFormat. */
  private static String text(String key, List<String> args) {
    return new MessageFormat(BUNDLE.getString(key).replace("'", "''"), Locale.ROOT)
        .format(args.toArray());
  }
}
