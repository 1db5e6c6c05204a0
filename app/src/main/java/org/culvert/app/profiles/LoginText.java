package org.culvert.app.profiles;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Optional;
import org.culvert.core.api.Credentials;
import org.culvert.core.api.Secret;

/** Two lines, as in the files of {@code auth-user-pass} and {@code --auth-file}. */
public final class LoginText {
  private LoginText() {}

  /**
   * User name on the first line, password on the second; wipes {@code content}.
   *
   * @return nothing unless there are two lines
   */
  public static Optional<Credentials> parse(byte[] content) {
    try {
      int first = indexOf(content, 0);
      if (first == content.length) {
        return Optional.empty();
      }
      int second = indexOf(content, first + 1);
      String username = new String(content, 0, trimmed(content, 0, first), UTF_8);
      byte[] password = Arrays.copyOfRange(content, first + 1, trimmed(content, first + 1, second));
      return username.isEmpty()
          ? Optional.empty()
          : Optional.of(new Credentials(username, Secret.owning(password)));
    } finally {
      Arrays.fill(content, (byte) 0);
    }
  }

  static byte[] write(Credentials credentials) {
    byte[] password = credentials.password().copyBytes();
    byte[] username = (credentials.username() + "\n").getBytes(UTF_8);
    byte[] content = Arrays.copyOf(username, username.length + password.length + 1);
    System.arraycopy(password, 0, content, username.length, password.length);
    content[content.length - 1] = '\n';
    Arrays.fill(password, (byte) 0);
    return content;
  }

  private static int indexOf(byte[] content, int from) {
    int at = from;
    while (at < content.length && content[at] != '\n') {
      at++;
    }
    return at;
  }

  /** A line may end with CR LF. */
  private static int trimmed(byte[] content, int start, int end) {
    return end > start && content[end - 1] == '\r' ? end - 1 : end;
  }
}
