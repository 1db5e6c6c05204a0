package org.culvert.core.reliable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Message ids of the peer that we owe an acknowledgement, and those acknowledged last, which fill
 * free places so that a lost packet costs nothing (wire reference 2.4).
 */
final class Acknowledgements {
  /** How many may be owed at a time; more can only be duplicates of a peer that floods us. */
  static final int MAX_OWED = 32;

  private static final int MAX_RECENT = 8;

  private final LinkedHashSet<Integer> owed = new LinkedHashSet<>();

  /** Latest first. */
  private final ArrayDeque<Integer> recent = new ArrayDeque<>();

  /** Notes an id; false when there is no room for it. */
  boolean owe(int messageId) {
    if (owed.size() >= MAX_OWED && !owed.contains(messageId)) {
      return false;
    }
    owed.add(messageId);
    return true;
  }

  boolean anyOwed() {
    return !owed.isEmpty();
  }

  /** Up to {@code places} ids for a packet that is about to be sent: first the owed ones. */
  List<Integer> take(int places) {
    List<Integer> taken = new ArrayList<>(places);
    Iterator<Integer> waiting = owed.iterator();
    while (waiting.hasNext() && taken.size() < places) {
      taken.add(waiting.next());
      waiting.remove();
    }
    List<Integer> fresh = List.copyOf(taken);
    for (int again : recent) {
      if (taken.size() == places) {
        break;
      }
      if (!taken.contains(again)) {
        taken.add(again);
      }
    }
    recent.removeAll(fresh);
    fresh.forEach(recent::addFirst);
    while (recent.size() > MAX_RECENT) {
      recent.removeLast();
    }
    return taken;
  }
}
