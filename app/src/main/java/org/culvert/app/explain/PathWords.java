package org.culvert.app.explain;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import org.culvert.core.api.PathReason;

/**
 * Says in the user's language why a data path is taken, and what would change that (.do); in
 * English without a translation.
 */
public final class PathWords {
  private static final String NAME = PathWords.class.getPackageName() + ".paths";

  private final ResourceBundle bundle;

  private PathWords(Locale locale) {
    bundle = ResourceBundle.getBundle(NAME, locale);
  }

  /** Those in the user's language. */
  public static PathWords local() {
    return new PathWords(Locale.getDefault());
  }

  /** One sentence without a final stop. What its arguments say stays as it is. */
  public String of(PathReason reason) {
    return said(reason, "").orElseGet(reason::sentence);
  }

  /** What would let the kernel carry the packets: one sentence, or nothing. */
  public String whatToDo(PathReason reason) {
    return said(reason, ".do").orElseGet(reason::remedy);
  }

  private Optional<String> said(PathReason reason, String part) {
    return Optional.of(reason.code().wireName() + part)
        .filter(bundle::containsKey)
        .map(
            key ->
                new MessageFormat(bundle.getString(key).replace("'", "''"), Locale.ROOT)
                    .format(reason.args().toArray()));
  }
}
