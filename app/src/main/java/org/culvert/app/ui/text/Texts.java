package org.culvert.app.ui.text;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import org.culvert.app.keyring.KeyringTrouble;
import org.culvert.app.state.Standing;
import org.culvert.core.api.SessionState;

/** The window's words, by key, in the user's language where there is a translation. */
public final class Texts {
  private static final ResourceBundle BUNDLE =
      ResourceBundle.getBundle(Texts.class.getPackageName() + ".messages");

  private Texts() {}

  /** All words, for FXML files. */
  public static ResourceBundle bundle() {
    return BUNDLE;
  }

  /** The text for a key with its arguments filled in. */
  public static String of(String key, Object... args) {
    String pattern = BUNDLE.getString(key);
    return args.length == 0
        ? pattern
        : new MessageFormat(pattern, Locale.getDefault()).format(args);
  }

  /** The word for how a session stands. */
  public static String of(Standing standing) {
    if (!standing.known()) {
      return of("state.unknown");
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
}
