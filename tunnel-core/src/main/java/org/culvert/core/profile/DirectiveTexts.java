package org.culvert.core.profile;

import java.util.Map;
import java.util.TreeMap;

/** The English texts of the catalogue that findings quote, by the names of their translations. */
public final class DirectiveTexts {
  private DirectiveTexts() {}

  /** A directive's name for why it is not simply read; the same with {@code .do} for the advice. */
  public static Map<String, String> english() {
    Map<String, String> texts = new TreeMap<>();
    for (DirectiveRule rule : Catalogue.ours().all()) {
      if (rule.action() != Action.SUPPORT) {
        texts.put(rule.name(), rule.reason());
        rule.whatToDo().ifPresent(advice -> texts.put(rule.name() + ".do", advice));
      }
    }
    return texts;
  }
}
