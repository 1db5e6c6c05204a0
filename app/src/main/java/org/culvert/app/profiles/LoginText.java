package org.culvert.app.profiles;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Optional;
import org.culvert.core.api.Credentials;
import org.culvert.core.api.KnownSecrets;
import org.culvert.core.api.Secret;

/** Lines, as in the files of {@code auth-user-pass} and {@code --auth-file}. */
public final class LoginText {
  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private LoginText() {}

  /**
   * User name on the first line, password on the second, and on a third, if it is there and not
   * empty, the response to a challenge; wipes {@code content}.
   *
   * @return nothing unless there are two lines
   */
  public static Optional<KnownSecrets> parse(byte[] content) {
    try {
      int start = afterMark(content);
      int first = indexOf(content, start);
      if (first + 1 >= content.length) {
        return Optional.empty();
      }
      int second = indexOf(content, first + 1);
      String username = new String(content, start, trimmed(content, start, first) - start, UTF_8);
      if (username.isEmpty()) {
        return Optional.empty();
      }
      Secret password = line(content, first + 1, second);
      return Optional.of(
          new KnownSecrets(
              Optional.of(new Credentials(username, password)),
              response(content, second + 1),
              Optional.empty(),
              Optional.empty()));
    } finally {
      Arrays.fill(content, (byte) 0);
    }
  }

  /** The first line alone. */
  public static Secret firstLine(byte[] content) {
    int start = afterMark(content);
    return line(content, start, indexOf(content, start));
  }

  /** Behind the byte order mark that some editors put in front. */
  private static int afterMark(byte[] content) {
    boolean marked =
        content.length >= MARK.length
            && Arrays.equals(content, 0, MARK.length, MARK, 0, MARK.length);
    return marked ? MARK.length : 0;
  }

  private static Optional<Secret> response(byte[] content, int start) {
    return start >= content.length
        ? Optional.empty()
        : Optional.of(line(content, start, indexOf(content, start)))
            .filter(response -> response.length() > 0);
  }

  private static Secret line(byte[] content, int start, int end) {
    return Secret.owning(Arrays.copyOfRange(content, start, trimmed(content, start, end)));
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
