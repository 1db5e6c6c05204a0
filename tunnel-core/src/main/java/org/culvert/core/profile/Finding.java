package org.culvert.core.profile;

import java.util.List;
import org.culvert.core.api.PrintableText;

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

  /** {@code file:line: what. whatToDo} */
  @Override
  public String toString() {
    return (line > 0 ? file + ":" + line : file) + ": " + what() + ". " + whatToDo();
  }
}
