package org.culvert.core.profile;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The English words of a {@link FindingCode}, with {@code {0}}, {@code {1}} … for the arguments.
 *
 * @param what what is the matter, without a full stop
 * @param whatToDo a whole sentence
 * @param shared the stable name of {@code whatToDo} when other codes have the same
 */
public record FindingText(String what, String whatToDo, Optional<String> shared) {
  static FindingText of(String what, String whatToDo) {
    return new FindingText(what, whatToDo, Optional.empty());
  }

  static FindingText of(String what, Remedy remedy) {
    return new FindingText(what, remedy.words(), Optional.of(wireName(remedy.name())));
  }

  static String wireName(String constant) {
    return constant.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** How many arguments the words need. */
  int places() {
    return format(what + whatToDo).getFormatsByArgumentIndex().length;
  }

  /** An apostrophe is one in the words, and a quote to MessageFormat. */
  private static MessageFormat format(String words) {
    return new MessageFormat(words.replace("'", "''"), Locale.ROOT);
  }

  static String fill(String words, List<String> args) {
    return format(words).format(args.toArray());
  }
}
