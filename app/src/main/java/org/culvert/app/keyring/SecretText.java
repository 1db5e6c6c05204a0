package org.culvert.app.keyring;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.culvert.core.api.Credentials;
import org.culvert.core.api.Secret;

/**
 * What stands in a keyring that has no place for a user name of its own: a passphrase as it is;
 * before a password the user name in a line of its own. The name is not an attribute, for those are
 * not secret, and what has another one would not be replaced.
 */
public final class SecretText {
  private SecretText() {}

  /** The caller wipes it. */
  public static byte[] write(SecretKind kind, Credentials credentials) {
    byte[] secret = credentials.password().copyBytes();
    if (!kind.hasUser()) {
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
  public static Optional<Credentials> read(SecretKind kind, byte[] text) {
    try {
      int end = kind.hasUser() ? indexOfLineEnd(text) : -1;
      if (kind.hasUser() && end < 1) {
        return Optional.empty();
      }
      String user = end < 0 ? "" : new String(text, 0, end, StandardCharsets.UTF_8);
      return Optional.of(
          new Credentials(user, Secret.owning(Arrays.copyOfRange(text, end + 1, text.length))));
    } finally {
      Arrays.fill(text, (byte) 0);
    }
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
