package org.culvert.app.check;

import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.culvert.core.profile.Finding;
import org.culvert.core.profile.VerdictCode;

/**
 * Says in the user's language what the reader of profiles has found, and in English what has no
 * translation. Where the catalogue of directives is quoted, its words are translated as well.
 */
public final class FindingWords {
  private static final String PACKAGE = FindingWords.class.getPackageName();

  private final ResourceBundle sentences;
  private final ResourceBundle directives;

  private FindingWords(Locale locale) {
    sentences = ResourceBundle.getBundle(PACKAGE + ".findings", locale);
    directives = ResourceBundle.getBundle(PACKAGE + ".directives", locale);
  }

  /** For the user. */
  public static FindingWords local() {
    return in(Locale.getDefault());
  }

  /** For who speaks so. */
  public static FindingWords in(Locale locale) {
    return new FindingWords(locale);
  }

  /** What is the matter, without a full stop. */
  public String what(Finding finding) {
    return filled(finding, finding.code().wireName(), finding.code().text().what());
  }

  /** The same behind the place. */
  public String whatAndWhere(Finding finding) {
    return finding.place() + ": " + what(finding);
  }

  /** What to do about it: a whole sentence. */
  public String whatToDo(Finding finding) {
    return filled(finding, finding.code().remedyName() + ".do", finding.code().text().whatToDo());
  }

  /** An apostrophe is one in the texts, and a quote to MessageFormat. */
  private String filled(Finding finding, String key, String english) {
    String pattern = sentences.containsKey(key) ? sentences.getString(key) : english;
    return new MessageFormat(pattern.replace("'", "''"), Locale.ROOT)
        .format(told(finding).toArray());
  }

  private List<String> told(Finding finding) {
    if (!(finding.code() instanceof VerdictCode)) {
      return finding.args();
    }
    List<String> told = new ArrayList<>(finding.args());
    quote(told, 1, finding.directive());
    quote(told, 2, finding.directive() + ".do");
    return told;
  }

  private void quote(List<String> told, int index, String key) {
    if (index < told.size() && directives.containsKey(key)) {
      told.set(index, directives.getString(key));
    }
  }
}
