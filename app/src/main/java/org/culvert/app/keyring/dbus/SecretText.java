package org.culvert.app.keyring.dbus;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.culvert.app.keyring.SecretKind;
import org.culvert.core.api.Credentials;
import org.culvert.core.api.Secret;

/**
 * What stands in the keyring: a passphrase as it is; before a password the user name in a line of
 * its own. The name is not an attribute, for those are not secret, and what has another one would
 * not be replaced.
 */
final class SecretText {
  static final String TYPE = "text/plain";

  private SecretText() {}

  /** The caller wipes it. */
  static byte[] write(SecretKind kind, Credentials credentials) {
    byte[] secret = credentials.password().copyBytes();
    if (!hasUser(kind)) {
      return secret;
    }
    byte[] user = (credentials.username() + "\n").getBytes(StandardCharsets.UTF_8);
    byte[] text = Arrays.copyOf(user, user.length + secret.length);
    System.arraycopy(secret, 0, text, user.length, secret.length);
    Arrays.fill(secret, (byte) 0);
    return text;
  }

  /**
   * Wipes {@code text}.
   *
   * @return nothing for what somebody else has written there
   */
  static Optional<Credentials> read(SecretKind kind, byte[] text) {
    try {
      int end = hasUser(kind) ? indexOfLineEnd(text) : -1;
      if (hasUser(kind) && end < 1) {
        return Optional.empty();
      }
      String user = end < 0 ? "" : new String(text, 0, end, StandardCharsets.UTF_8);
      return Optional.of(
          new Credentials(user, Secret.owning(Arrays.copyOfRange(text, end + 1, text.length))));
    } finally {
      Arrays.fill(text, (byte) 0);
    }
  }

  private static boolean hasUser(SecretKind kind) {
    return switch (kind) {
      case LOGIN, PROXY_LOGIN -> true;
      case KEY_PASSPHRASE -> false;
    };
  }

  private static int indexOfLineEnd(byte[] text) {
    for (int i = 0; i < text.length; i++) {
      if (text[i] == '\n') {
        return i;
      }
    }
    return -1;
  }
}
