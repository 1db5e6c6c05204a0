package org.culvert.app.ui.text;

import java.text.ListFormat;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import org.culvert.app.check.FindingWords;
import org.culvert.app.explain.Explanations;
import org.culvert.app.explain.PathWords;
import org.culvert.app.keyring.KeyringTrouble;
import org.culvert.app.state.Standing;
import org.culvert.core.api.PathReason;
import org.culvert.core.api.Problem;
import org.culvert.core.api.SessionState;
import org.culvert.core.api.SessionStatus.DataPathInfo;
import org.culvert.core.profile.Finding;

/** The window's words, by key, in the user's language where there is a translation. */
public final class Texts {
  private static final String NAME = Texts.class.getPackageName() + ".messages";

  private Texts() {}

  /** All words by their keys. */
  public static ResourceBundle bundle() {
    return ResourceBundle.getBundle(NAME);
  }

  /** The language of the words: English where there is no translation into the user's. */
  public static Locale locale() {
    boolean translated = !bundle().getLocale().equals(Locale.ROOT);
    Locale users = Locale.getDefault();
    return translated || users.getLanguage().equals("en") ? users : Locale.ENGLISH;
  }

  /** Whether the words run from right to left, and the window with them. */
  public static boolean rightToLeft() {
    return of("direction").equals("rtl");
  }

  /** The text for a key with its arguments filled in. */
  public static String of(String key, Object... args) {
    String pattern = bundle().getString(key);
    return args.length == 0
        ? pattern
        : new MessageFormat(pattern, Locale.getDefault()).format(args);
  }

  /** The text for a key without its mnemonic: for who hears it, and where none is parsed. */
  public static String plain(String key) {
    return Mnemonic.without(of(key));
  }

  /** Names in a sentence, at least one: with "and" before the last. */
  public static String list(List<String> names) {
    return ListFormat.getInstance(locale(), ListFormat.Type.STANDARD, ListFormat.Style.FULL)
        .format(names);
  }

  /** The word for how a session stands. */
  public static String of(Standing standing) {
    if (!standing.known()) {
      return of("state.unknown");
    }
    if (standing.blocked()) {
      return of("state.blocked");
    }
    return standing.state() == SessionState.RECONNECTING && !standing.stood()
        ? of("state.again")
        : of(standing.state());
  }

  /** Why a keyring does not help. */
  public static String of(KeyringTrouble trouble) {
    return of("keyring.why." + trouble.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  /** The word for a state. */
  public static String of(SessionState state) {
    return of("state." + state.wireName());
  }

  /** Why a data path is taken. */
  public static String of(PathReason reason) {
    return Unparted.of(PathWords.local().of(reason));
  }

  /** What is the matter with a profile, without a full stop. */
  public static String of(Finding finding) {
    return Unparted.of(FindingWords.local().what(finding));
  }

  /** What to do about a finding. */
  public static String hint(Finding finding) {
    return Unparted.of(FindingWords.local().whatToDo(finding));
  }

  /**
   * Why a data path is taken, and below each reason what would let the kernel carry the packets: a
   * sentence, or a list of them.
   */
  public static String of(DataPathInfo path) {
    return path.further().isEmpty()
        ? withHint(path.reason(), "\n")
        : path.reasons().stream()
            .map(reason -> "•\u00a0" + withHint(reason, "\n→\u00a0"))
            .collect(Collectors.joining("\n"));
  }

  private static String withHint(PathReason reason, String between) {
    String hint = Unparted.of(PathWords.local().whatToDo(reason));
    return hint.isEmpty() ? of(reason) : of(reason) + between + hint;
  }

  /** What failed, and where: one sentence without a final stop. */
  public static String of(Problem problem) {
    return Unparted.of(Explanations.local().message(problem));
  }

  /** What to do about a problem. */
  public static String hint(Problem problem) {
    return Unparted.of(Explanations.local().hint(problem));
  }
}
