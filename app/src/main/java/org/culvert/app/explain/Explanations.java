package org.culvert.app.explain;

import static java.time.format.DateTimeFormatter.ofLocalizedDate;
import static java.time.format.DateTimeFormatter.ofLocalizedDateTime;
import static java.time.format.FormatStyle.MEDIUM;
import static java.time.format.FormatStyle.SHORT;

import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.function.Supplier;
import org.culvert.app.check.FindingWords;
import org.culvert.app.explain.Explanation.Fix;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.profile.Finding;

/** Chooses the words for a problem by its code and by what else is known, never by its texts. */
public final class Explanations {
  /** So many refused logins in a row are no slip of the finger, and may have locked an account. */
  public static final int MANY_REFUSALS = 3;

  private static final String NAME = Explanations.class.getPackageName() + ".explanations";
  private static final Explanations ENGLISH = new Explanations(Locale.ROOT);

  private final ResourceBundle bundle;
  private final Locale asked;
  private final Locale locale;

  private Explanations(Locale locale) {
    asked = locale;
    bundle = ResourceBundle.getBundle(NAME, locale);
    this.locale = bundle.getLocale().equals(Locale.ROOT) ? Locale.ROOT : locale;
  }

  /** Those in the user's language, or in English where there is no translation into it. */
  public static Explanations local() {
    return new Explanations(Locale.getDefault());
  }

  /** Explains a problem in English. */
  public static Explanation of(Problem problem, Circumstances known) {
    return ENGLISH.explain(problem, known);
  }

  /**
   * The problem's own sentence: what failed, and where. What its arguments say stays as it is,
   * unless it is what was found in a profile.
   */
  public String message(Problem problem) {
    return Finding.behind(problem)
        .map(finding -> findings().whatAndWhere(finding))
        .or(() -> own(problem, ".message"))
        .orElseGet(problem::message);
  }

  /** The problem's own advice. */
  public String hint(Problem problem) {
    return Finding.behind(problem)
        .map(finding -> findings().whatToDo(finding))
        .or(() -> own(problem, ".hint"))
        .orElseGet(problem::hint);
  }

  /** Most windows never need them. */
  private FindingWords findings() {
    return FindingWords.in(asked);
  }

  private Optional<String> own(Problem problem, String part) {
    String key = problem.code().wireName() + part;
    return bundle.containsKey(key) ? Optional.of(text(key, problem.args())) : Optional.empty();
  }

  /** Explains a problem. */
  public Explanation explain(Problem problem, Circumstances known) {
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
      case HOST_SETUP_FAILED, DNS_NOT_APPLIED, RESOLVE_FAILED ->
          offering(plain(problem), Explanation.Fix.LOOK_AT_MACHINE);
      default -> plain(problem);
    };
  }

  private static Explanation offering(Explanation plain, Explanation.Fix fix) {
    return new Explanation(plain.happened(), plain.meaning(), plain.remedy(), Optional.of(fix));
  }

  /** A server that is off, a packet that is dropped and a key that is wrong all look like this. */
  private Explanation silence(Problem problem, Circumstances known) {
    String transport = problem.args().getLast();
    String key =
        known
            .profile()
            .map(facts -> facts.wrapped() ? "no-answer.wrapped" : "no-answer.bare")
            .orElse("no-answer.wrapped");
    Explanation plain = words(problem, key, List.of(transport));
    return transport.equals("UDP") ? byTcp(plain, known) : plain;
  }

  private Explanation otherWay(Problem problem, Circumstances known) {
    Explanation plain = plain(problem);
    return known.profile().flatMap(ProfileFacts::byTcp).isPresent() ? byTcp(plain, known) : plain;
  }

  private Explanation byTcp(Explanation plain, Circumstances known) {
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

  private Explanation dated(Problem problem, Circumstances known, Optional<Instant> certainlyPast) {
    List<String> more = new ArrayList<>();
    more.add(time(known.clock()));
    certainlyPast.ifPresent(past -> more.add(date(past)));
    return words(
        problem, certainlyPast.isPresent() ? "clock-behind" : problem.code().wireName(), more);
  }

  private String time(Instant at) {
    return format(at, "yyyy-MM-dd HH:mm", () -> ofLocalizedDateTime(MEDIUM, SHORT)) + " UTC";
  }

  private String date(Instant at) {
    return format(at, "yyyy-MM-dd", () -> ofLocalizedDate(MEDIUM));
  }

  /** English texts are read by programs as well. */
  private String format(Instant at, String english, Supplier<DateTimeFormatter> translated) {
    DateTimeFormatter format =
        locale.equals(Locale.ROOT) ? DateTimeFormatter.ofPattern(english) : translated.get();
    return format.withLocale(locale).format(at.atOffset(ZoneOffset.UTC));
  }

  private Explanation plain(Problem problem) {
    return words(problem, problem.code().wireName(), List.of());
  }

  /** The texts of a key, where there are some, and the problem's own where there are none. */
  private Explanation words(Problem problem, String key, List<String> more) {
    boolean own = key.equals(problem.code().wireName()) && more.isEmpty();
    List<String> args = own ? problem.args() : more;
    return new Explanation(
        message(problem),
        bundle.containsKey(key + ".means") ? text(key + ".means", args) : "",
        bundle.containsKey(key + ".do") ? text(key + ".do", args) : hint(problem),
        Optional.empty());
  }

  /** Whether there is something to say about a code that its message does not say. */
  static boolean hasMeaning(ProblemCode code) {
    return ENGLISH.bundle.keySet().stream()
        .anyMatch(key -> key.startsWith(code.wireName() + ".") && key.endsWith(".means"));
  }

  /** An apostrophe is one in the texts, and a quote to MessageFormat. */
  private String text(String key, List<String> args) {
    return new MessageFormat(bundle.getString(key).replace("'", "''"), locale)
        .format(args.toArray());
  }
}
