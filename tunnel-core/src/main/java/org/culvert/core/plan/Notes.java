package org.culvert.core.plan;

import java.util.ArrayList;
import java.util.List;

/** Sentences for the log, in bounded number: a server may push thousands of useless routes. */
final class Notes {
  private static final int LIMIT = 200;

  private final List<String> sentences = new ArrayList<>();
  private int more;

  void add(NetworkLine line, String what) {
    add(line.shown() + " " + what + ".");
  }

  void add(String sentence) {
    if (sentences.size() < LIMIT) {
      sentences.add(sentence);
    } else {
      more++;
    }
  }

  List<String> sentences() {
    List<String> all = new ArrayList<>(sentences);
    if (more > 0) {
      all.add("Further notes left out: " + more + ".");
    }
    return all;
  }
}
