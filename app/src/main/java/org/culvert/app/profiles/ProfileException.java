package org.culvert.app.profiles;

import java.io.IOException;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.culvert.app.files.IoReason;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.profile.Finding;

/** A profile that cannot be imported, found or stored; nothing was changed. */
public sealed class ProfileException extends Exception
    permits OneNameException, WebChallengeException {
  private static final long serialVersionUID = 1L;
  private static final String NAME = ProfileException.class.getPackageName() + ".refusals";

  private final transient Problem problem;
  private final transient Problem local;

  /** Wraps what the user is told. */
  public ProfileException(Problem problem) {
    this(problem, problem);
  }

  private ProfileException(Problem problem, Problem local) {
    super(problem.message());
    this.problem = problem;
    this.local = local;
  }

  /**
   * Tells the words of a key of {@code refusals.properties}, and of the same key with {@code .do}.
   *
   * @param args an {@link IOException} stands for its reason
   */
  static ProfileException because(String key, Object... args) {
    return new ProfileException(
        problem(key, Locale.ROOT, args), problem(key, Locale.getDefault(), args));
  }

  /** Tells what is wrong with a profile. */
  static ProfileException because(Finding error) {
    return new ProfileException(error.problem(), ProfileImporter.localProblem(error));
  }

  private static Problem problem(String key, Locale locale, Object... args) {
    ResourceBundle words = ResourceBundle.getBundle(NAME, locale);
    Object[] told = Stream.of(args).map(it -> told(it, locale)).toArray();
    return Problem.of(
        ProblemCode.PROFILE_INVALID,
        filled(words.getString(key), told),
        filled(words.getString(key + ".do"), told));
  }

  private static Object told(Object arg, Locale locale) {
    if (arg instanceof IOException e) {
      return locale.equals(Locale.ROOT) ? IoReason.of(e) : IoReason.local(e);
    }
    return arg.toString();
  }

  /** An apostrophe is one in the texts, and a quote to MessageFormat. */
  private static String filled(String text, Object... args) {
    return new MessageFormat(text.replace("'", "''"), Locale.ROOT).format(args);
  }

  /** What the user is told, in English. */
  public final Problem problem() {
    return problem;
  }

  /** The same in the user's language, where there are words for it. */
  public final Problem localProblem() {
    return local;
  }
}
