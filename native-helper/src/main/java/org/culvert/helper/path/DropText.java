package org.culvert.helper.path;

import java.util.Optional;
import java.util.StringJoiner;

/**
 * Says what was dropped, and how much of each kind; kinds of which there is nothing are left out.
 */
public final class DropText {
  private final StringJoiner parts = new StringJoiner(", ");

  /** So many packets, and which ones, to be read behind the number. */
  public DropText add(long count, String which) {
    if (count > 0) {
      parts.add(count + " " + which);
    }
    return this;
  }

  /** What another one says, empty for nothing. */
  public DropText add(Optional<String> others) {
    others.ifPresent(parts::add);
    return this;
  }

  /** All of them; empty for nothing. */
  public Optional<String> text() {
    return parts.length() == 0 ? Optional.empty() : Optional.of(parts.toString());
  }
}
