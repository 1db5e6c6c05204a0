package org.culvert.core.profile;

import java.util.List;
import java.util.Optional;
import org.culvert.core.api.Flaw;
import org.culvert.core.api.PrintableText;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;

/**
 * Something to tell about a profile. Never contains a secret, nor a character that would do
 * something to a terminal: whoever made the profile may have chosen file names and words of it.
 *
 * @param file name of the profile, as it was given
 * @param line from 1; 0 when it concerns the file as a whole
 * @param directive the directive's name; empty when there is none, or it may not be shown
 * @param args what stands for {@code {0}}, {@code {1}} … of the code's words
 */
public record Finding(
    String file,
    int line,
    String directive,
    Severity severity,
    Action action,
    FindingCode code,
    List<String> args) {
  public Finding {
    file = PrintableText.whole(file);
    args = args.stream().map(PrintableText::whole).toList();
    assert code.text().places() <= args.size() : code;
  }

  /** One about a file as a whole: it cannot be used as a profile. */
  public static Finding unusable(String file, FindingCode code, String... args) {
    return new Finding(file, 0, "", Severity.ERROR, Action.INVALID, code, List.of(args));
  }

  /** How bad it is. */
  public enum Severity {
    NOTE,
    WARNING,
    /** The profile cannot be used. */
    ERROR
  }

  /** The same at another line. */
  public Finding at(int otherLine) {
    return new Finding(file, otherLine, directive, severity, action, code, args);
  }

  /** What is the matter, in English and without a full stop. */
  public String what() {
    return FindingText.fill(code.text().what(), args);
  }

  /** What to do about it: a whole English sentence. */
  public String whatToDo() {
    return FindingText.fill(code.text().whatToDo(), args);
  }

  /** {@code file:line}, or the file alone when it concerns it as a whole. */
  public String place() {
    return line > 0 ? file + ":" + line : file;
  }

  /** What is told when the profile is not used because of it. */
  public Problem problem() {
    return new Problem(
        ProblemCode.PROFILE_INVALID,
        List.of(place() + ": " + what(), whatToDo()),
        Optional.of(new Flaw(file, line, directive, code.wireName(), args)));
  }

  /**
   * What {@link #problem} was made of: of another version of us only what that says word for word
   * as we do.
   */
  public static Optional<Finding> behind(Problem problem) {
    return problem
        .flaw()
        .flatMap(Finding::known)
        .filter(finding -> finding.problem().equals(problem));
  }

  private static Optional<Finding> known(Flaw flaw) {
    return FindingCode.find(flaw.code())
        .filter(code -> code.text().places() <= flaw.args().size())
        .filter(code -> !(code instanceof VerdictCode) || isCatalogued(flaw))
        .map(
            code ->
                new Finding(
                    flaw.file(),
                    flaw.line(),
                    flaw.directive(),
                    Severity.ERROR,
                    Action.INVALID,
                    code,
                    flaw.args()));
  }

  /** Whether it quotes our catalogue: its words are arguments then, and not the code's. */
  private static boolean isCatalogued(Flaw flaw) {
    List<String> args = flaw.args();
    return args.getFirst().equals(flaw.directive())
        && Catalogue.ours()
            .find(flaw.directive())
            .filter(rule -> rule.reason().equals(args.get(1)))
            .filter(rule -> args.size() < 3 || rule.whatToDo().orElse("").equals(args.get(2)))
            .isPresent();
  }

  /** {@code file:line: what. whatToDo} */
  @Override
  public String toString() {
    return place() + ": " + what() + ". " + whatToDo();
  }
}
