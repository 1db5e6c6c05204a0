package org.culvert.app.state;

import java.util.ArrayList;
import java.util.List;

/**
 * What is looked for in the lines, whatever the case of its letters.
 *
 * @param wanted empty for nothing
 */
public record LogSearch(String wanted) {
  /** Where it stands in a text: from {@code start} to before {@code end}. */
  public record Place(int start, int end) {}

  /** Whether nothing is looked for. */
  public boolean none() {
    return wanted.isEmpty();
  }

  /** Whether it stands anywhere in a text. */
  public boolean finds(String text) {
    return !none() && from(text, 0) >= 0;
  }

  /** Where it stands; places do not overlap. */
  public List<Place> placesIn(String text) {
    List<Place> places = new ArrayList<>();
    if (!none()) {
      for (int at = from(text, 0); at >= 0; at = from(text, at + wanted.length())) {
        places.add(new Place(at, at + wanted.length()));
      }
    }
    return places;
  }

  private int from(String text, int start) {
    for (int at = start; at <= text.length() - wanted.length(); at++) {
      if (text.regionMatches(true, at, wanted, 0, wanted.length())) {
        return at;
      }
    }
    return -1;
  }
}
