package org.culvert.helper.linux.firewall;

import org.culvert.helper.host.Hold;
import org.culvert.helper.host.Passage;

/** A block as it is in the journal: whose it is, and what it leaves open without a tunnel. */
record Block(Hold hold, boolean lan, boolean lanNames) {
  private static final int PARTS = 4;

  static Block of(Hold hold, Passage passage) {
    return new Block(hold, passage.lan(), passage.lanNames());
  }

  Passage closed() {
    return Passage.closed(lan, lanNames);
  }

  /** Neither names of users nor of sessions have control characters in them. */
  String line() {
    return String.join(
        "\t", word(lan, "lan"), word(lanNames, "lan-names"), hold.owner(), hold.session());
  }

  static Block parse(String line) {
    String[] parts = line.split("\t", PARTS);
    if (parts.length != PARTS) {
      throw new IllegalArgumentException("no block: " + line);
    }
    return new Block(
        new Hold(parts[2], parts[3]), parts[0].equals("lan"), parts[1].equals("lan-names"));
  }

  private static String word(boolean is, String word) {
    return is ? word : "no-" + word;
  }
}
