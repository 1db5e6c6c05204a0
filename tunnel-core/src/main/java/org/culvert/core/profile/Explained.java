package org.culvert.core.profile;

import org.culvert.core.api.PrintableText;

/**
 * One line of a profile and what becomes of it.
 *
 * @param line from 1
 * @param text the line, with what may be secret left out, and printable whatever is in it
 * @param reason a sentence without full stop
 */
public record Explained(int line, String text, Action action, String reason) {
  public Explained {
    text = PrintableText.whole(text);
    reason = PrintableText.whole(reason);
  }
}
