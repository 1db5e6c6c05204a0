package org.culvert.app.edit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.culvert.core.api.Secret;

/**
 * Keeps the secrets of one profile out of sight while its text is changed: a mark stands for the
 * lines of each, which come back byte for byte. A mark may be moved, copied or removed as a whole.
 * For one thread.
 *
 * <p>Strings cannot be wiped. Hence the secrets are none here, and become text only for the moment
 * in which it is judged or stored.
 */
public final class Veil implements AutoCloseable {
  private static final String BEGIN = "*** hidden ";
  private static final String END = " ***";

  private final Map<String, Secret> hidden = new LinkedHashMap<>();
  private int marks;

  /**
   * A text with its secrets.
   *
   * @param shownLines for each of its lines the one of the shown text, from 1
   * @param broken lines of the shown text that were marks and no longer are, from 1
   */
  public record Whole(String text, List<Integer> shownLines, List<Integer> broken) {
    public Whole {
      shownLines = List.copyOf(shownLines);
      broken = List.copyOf(broken);
    }

    /** The line of the shown text for one of the whole text; 0 stays 0. */
    public int shown(int line) {
      return line == 0 ? 0 : shownLines.get(Math.min(line, shownLines.size()) - 1);
    }

    /** Leaves the text out: it contains the private key. */
    @Override
    public String toString() {
      return "Whole[" + shownLines.size() + " lines]";
    }
  }

  /** Whether a line stands, or once stood, for hidden ones. */
  public static boolean isMark(String line) {
    return line.strip().startsWith(BEGIN);
  }

  /** The text with marks in the place of its secrets. What was hidden before is forgotten. */
  public String hide(String text) {
    close();
    List<String> lines = List.of(text.split("\n", -1));
    List<String> shown = new ArrayList<>();
    int next = 0;
    for (SecretLines.Run run : SecretLines.of(lines)) {
      shown.addAll(lines.subList(next, run.from()));
      shown.add(mark(lines.subList(run.from(), run.to())));
      next = run.to();
    }
    shown.addAll(lines.subList(next, lines.size()));
    return String.join("\n", shown);
  }

  private String mark(List<String> lines) {
    String mark =
        BEGIN + ++marks + ": " + (lines.size() == 1 ? "1 line" : lines.size() + " lines") + END;
    hidden.put(mark, Secret.ofText(String.join("\n", lines)));
    return mark;
  }

  /** The text with the secrets in their places again. */
  public Whole lift(String shown) {
    StringBuilder text = new StringBuilder();
    List<Integer> shownLines = new ArrayList<>();
    List<Integer> broken = new ArrayList<>();
    int number = 0;
    for (String line : shown.split("\n", -1)) {
      number++;
      text.append(number == 1 ? "" : "\n");
      Secret secret = hidden.get(line.strip());
      if (secret == null) {
        text.append(line);
        shownLines.add(number);
        if (isMark(line)) {
          broken.add(number);
        }
      } else {
        append(secret, number, text, shownLines);
      }
    }
    return new Whole(text.toString(), shownLines, broken);
  }

  private static void append(
      Secret secret, int number, StringBuilder text, List<Integer> shownLines) {
    byte[] bytes = secret.copyBytes();
    try {
      String lines = new String(bytes, UTF_8);
      text.append(lines);
      for (int i = lines.split("\n", -1).length; i > 0; i--) {
        shownLines.add(number);
      }
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /** Wipes what is hidden; twice is fine. */
  @Override
  public void close() {
    hidden.values().forEach(Secret::wipe);
    hidden.clear();
  }
}
