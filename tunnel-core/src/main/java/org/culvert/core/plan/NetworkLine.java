package org.culvert.core.plan;

import java.util.List;
import org.culvert.core.api.PrintableText;

/**
 * One option about the network.
 *
 * @param words the option's name first; never empty
 * @param pushed by the server, and so less trusted than one of the profile
 */
record NetworkLine(List<String> words, boolean pushed) {
  String name() {
    return words.getFirst();
  }

  int size() {
    return words.size();
  }

  String word(int index) {
    return words.get(index);
  }

  /** The word at {@code index}, or {@code default} when the line ends before it. */
  String wordOrDefault(int index) {
    return index < words.size() ? words.get(index) : "default";
  }

  List<String> from(int index) {
    return words.subList(Math.min(index, words.size()), words.size());
  }

  /** For a log. */
  String shown() {
    return (pushed ? "Pushed \"" : "The profile's \"")
        + PrintableText.of(String.join(" ", words))
        + "\"";
  }
}
