package org.culvert.app.doctor;

import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import org.culvert.app.explain.Explanations;
import org.culvert.app.explain.PathWords;
import org.culvert.core.api.Diagnosis;
import org.culvert.core.api.MachineCode;
import org.culvert.core.api.Problem;
import org.culvert.core.api.Response.Finding;
import org.culvert.core.api.Response.Finding.Health;

/**
 * Says what we and the helper find, in one language: what it is about, how it is, and what to do
 * (.do). What has no translation stays as it was said.
 */
final class FindingWords {
  private static final String NAME = FindingWords.class.getPackageName() + ".findings";

  private final Locale locale;
  private final ResourceBundle bundle;

  private FindingWords(Locale locale) {
    this.locale = locale;
    this.bundle = ResourceBundle.getBundle(NAME, locale);
  }

  /** For the command line, and for whoever helps the user. */
  static FindingWords english() {
    return new FindingWords(Locale.ROOT);
  }

  /** For the user. */
  static FindingWords local() {
    return new FindingWords(Locale.getDefault());
  }

  Finding good(String subject, String state, Object... args) {
    return finding(Health.GOOD, subject, state, args);
  }

  Finding note(String subject, String state, Object... args) {
    return finding(Health.NOTE, subject, state, args);
  }

  Finding bad(String subject, String state, Object... args) {
    return finding(Health.BAD, subject, state, args);
  }

  /** Why the helper tells nothing. */
  Finding bad(Problem why) {
    boolean english = locale.equals(Locale.ROOT);
    return new Finding(
        of("helper"),
        Health.BAD,
        english ? why.message() : Explanations.local().message(why),
        english ? why.hint() : Explanations.local().hint(why));
  }

  /** What the helper finds. */
  Finding said(Finding finding) {
    return finding
        .diagnosis()
        .filter(diagnosis -> bundle.containsKey(diagnosis.code().wireName()))
        .map(this::said)
        .orElse(finding);
  }

  private Finding said(Diagnosis diagnosis) {
    MachineCode code = diagnosis.code();
    Object[] args = told(diagnosis).toArray();
    return new Finding(
        of(code.subject().wireName()),
        code.health(),
        of(code.wireName(), args),
        diagnosis
            .remedyOfReasons(PathWords.local()::whatToDo)
            .orElseGet(() -> code.remedy().isEmpty() ? "" : of(code.wireName() + ".do", args)));
  }

  private List<String> told(Diagnosis diagnosis) {
    List<String> told = new ArrayList<>(diagnosis.args());
    if (!diagnosis.parts().isEmpty()) {
      told.add(
          diagnosis.parts().stream()
              .map(part -> of("part." + part.wireName()))
              .collect(Collectors.joining(of("between.parts"))));
    }
    if (!diagnosis.reasons().isEmpty()) {
      PathWords paths = PathWords.local();
      String why =
          diagnosis.reasons().stream()
              .map(paths::of)
              .collect(Collectors.joining(of("between.reasons")));
      told.addAll(List.of(why, why));
    }
    return told;
  }

  private Finding finding(Health health, String subject, String state, Object... args) {
    String key = subject + "." + state;
    return new Finding(
        of(subject), health, of(key, args), bundle.containsKey(key + ".do") ? of(key + ".do") : "");
  }

  /** An apostrophe is one in the texts, and a quote to MessageFormat. */
  String of(String key, Object... args) {
    return new MessageFormat(bundle.getString(key).replace("'", "''"), Locale.ROOT).format(args);
  }
}
