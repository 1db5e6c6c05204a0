package org.culvert.core.push;

import java.util.List;
import org.culvert.core.api.PrintableText;
import org.culvert.core.api.Question;

/** A question with flags in front, as all challenges have it: {@code E} echo, {@code R} respond. */
final class ChallengeText {
  private ChallengeText() {}

  static Question.Challenge of(String flags, String text) {
    List<String> words = List.of(flags.split(",", -1));
    return new Question.Challenge(PrintableText.of(text), words.contains("E"), words.contains("R"));
  }
}
