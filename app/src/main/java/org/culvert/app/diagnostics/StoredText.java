package org.culvert.app.diagnostics;

import java.io.IOException;
import java.util.Optional;
import org.culvert.app.files.IoReason;

/** A stored text, as far as it can be read: where something is damaged, that is what to tell. */
public sealed interface StoredText {
  /** It is there. */
  record Whole(String text) implements StoredText {
    /** Leaves the text out: it may contain a private key. */
    @Override
    public String toString() {
      return "Whole[" + text.length() + " characters]";
    }
  }

  /** It is not there, and need not be. */
  record Absent() implements StoredText {}

  /** It should be there. */
  record Unreadable(String why) implements StoredText {}

  /** Reads something that may be damaged; empty where there is nothing. */
  @FunctionalInterface
  interface Reading<T> {
    /** Reads now. */
    Optional<T> read() throws IOException;
  }

  /** What a reading gives. */
  static StoredText of(Reading<String> reading) {
    try {
      return reading.read().<StoredText>map(Whole::new).orElseGet(Absent::new);
    } catch (IOException e) {
      return new Unreadable(IoReason.of(e));
    }
  }

  /** The text, if there is one. */
  default Optional<String> whole() {
    return this instanceof Whole(String text) ? Optional.of(text) : Optional.empty();
  }
}
