package org.culvert.core.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The profile's lines about the network, then the pushed ones, each in their order. */
final class NetworkLines {
  private final List<NetworkLine> lines = new ArrayList<>();

  NetworkLines(List<List<String>> profile, List<List<String>> pushed) {
    addAll(profile, false);
    addAll(pushed, true);
  }

  private void addAll(List<List<String>> options, boolean pushed) {
    for (List<String> words : options) {
      if (!words.isEmpty()) {
        lines.add(new NetworkLine(words, pushed));
      }
    }
  }

  /** All lines with one of the names. */
  List<NetworkLine> all(String... names) {
    List<String> wanted = List.of(names);
    return lines.stream().filter(line -> wanted.contains(line.name())).toList();
  }

  /**
   * The line that counts where only one can: the last one, so a pushed one before the profile's.
   */
  Optional<NetworkLine> single(String name) {
    return lines.reversed().stream().filter(line -> line.name().equals(name)).findFirst();
  }

  boolean has(String name) {
    return single(name).isPresent();
  }
}
