package org.culvert.core.profile;

import org.culvert.core.api.PrintableText;

/**
 * Something to tell about a profile. Never contains a secret, nor a character that would do
 * something to a terminal: whoever made the profile may have chosen file names and words of it.
 *
 * @param file name of the profile, as it was given
 * @param line from 1; 0 when it concerns the file as a whole
 * @param directive the directive's name; empty when there is none
 * @param what what is the matter, without a full stop
 * @param whatToDo a whole sentence
 */
public record Finding(
    String file,
    int line,
    String directive,
    Severity severity,
    Action action,
    String what,
    String whatToDo) {
  public Finding {
    file = PrintableText.whole(file);
    what = PrintableText.whole(what);
    whatToDo = PrintableText.whole(whatToDo);
  }

  /** How bad it is. */
  public enum Severity {
    NOTE,
    WARNING,
    /** The profile cannot be used. */
    ERROR
  }

  /** {@code file:line: what. whatToDo} */
  @Override
  public String toString() {
    return (line > 0 ? file + ":" + line : file) + ": " + what + ". " + whatToDo;
  }
}
