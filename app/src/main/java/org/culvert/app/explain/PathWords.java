package org.culvert.app.explain;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import org.culvert.core.api.PathReason;

/** Says in the user's language why a data path is taken, in English without a translation. */
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
    String key = reason.code().wireName();
    return bundle.containsKey(key)
        ? new MessageFormat(bundle.getString(key).replace("'", "''"), Locale.ROOT)
            .format(reason.args().toArray())
        : reason.sentence();
  }
}
