package org.culvert.core.profile;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What {@code echo} and {@code parameter} lines say to the user of a window (profile reference
 * 1.8). The texts are as hostile as their source: whoever shows them makes them printable.
 */
public final class EchoTexts {
  private static final int LONGEST = 1_000;
  private static final int MOST = 50;

  /** Why a line is not followed. */
  public enum Unheard {
    PASSWORDS("entered passwords are not saved yet"),
    VARIABLES("variables are for scripts, which are never run"),
    UNKNOWN("it is no message that is known");

    private final String words;

    Unheard(String words) {
      this.words = words;
    }

    /** In English, to follow a colon. */
    public String words() {
      return words;
    }
  }

  private final List<String> lines = new ArrayList<>();
  private final StringBuilder open = new StringBuilder();

  /** Where the lines begin that the next title belongs to. */
  private int untitled;

  /** Nothing was said yet. */
  public EchoTexts() {}

  /**
   * Takes a line.
   *
   * @param words the directive's name first
   * @return why it is not followed; empty when it is
   */
  public Optional<Unheard> take(List<String> words) {
    String command = words.size() > 1 ? words.get(1) : "";
    String text = decoded(String.join(" ", words.subList(Math.min(2, words.size()), words.size())));
    switch (command) {
      case "msg" -> {
        append(text);
        endLine();
      }
      case "msg-n" -> append(text);
      case "msg-window", "msg-notify" -> {
        endLine();
        if (!text.isBlank() && lines.size() > untitled) {
          lines.add(untitled, text);
        }
        untitled = lines.size();
      }
      case "forget-passwords", "disable-save-passwords" -> {} // none is ever saved
      case "save-passwords" -> {
        return Optional.of(Unheard.PASSWORDS);
      }
      case "setenv" -> {
        return Optional.of(Unheard.VARIABLES);
      }
      default -> {
        return Optional.of(Unheard.UNKNOWN);
      }
    }
    return Optional.empty();
  }

  private void append(String text) {
    open.append(text, 0, Math.min(text.length(), LONGEST - Math.min(LONGEST, open.length())));
  }

  private void endLine() {
    if (!open.isEmpty() && lines.size() < MOST) {
      lines.add(open.toString());
    }
    open.setLength(0);
  }

  /** What was said so far, a line of text each. */
  public List<String> lines() {
    List<String> all = new ArrayList<>(lines);
    if (!open.isEmpty()) {
      all.add(open.toString());
    }
    return all;
  }

  /** {@code %20} for a blank and so on; ASCII only. */
  private static String decoded(String text) {
    StringBuilder plain = new StringBuilder();
    for (int at = 0; at < text.length(); at++) {
      boolean escape =
          text.charAt(at) == '%'
              && at + 2 < text.length()
              && HexFormat.isHexDigit(text.charAt(at + 1))
              && HexFormat.isHexDigit(text.charAt(at + 2));
      if (escape) {
        int code = HexFormat.fromHexDigits(text, at + 1, at + 3);
        plain.append(code >= ' ' && code < 127 ? (char) code : ' ');
        at += 2;
      } else {
        plain.append(text.charAt(at));
      }
    }
    return plain.toString();
  }
}
