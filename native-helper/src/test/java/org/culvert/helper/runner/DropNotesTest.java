package org.culvert.helper.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.culvert.helper.path.PathTraffic;
import org.junit.jupiter.api.Test;

class DropNotesTest {
  private final DropNotes notes = new DropNotes();

  private static PathTraffic traffic(long compressed, long framing) {
    return new PathTraffic(9, 9, 9, 9, 9, 9, compressed, framing, 0, false, 0, Optional.empty());
  }

  @Test
  void saysNothingWhileNothingIsDropped() {
    assertEquals(List.of(), notes.news(PathTraffic.NONE));
    assertEquals(List.of(), notes.news(traffic(0, 0)));
  }

  @Test
  void saysEachReasonOnceWithWhatToDo() {
    List<String> first = notes.news(traffic(1, 0));
    assertEquals(1, first.size());
    assertTrue(first.getFirst().contains("allow-compression asym"), first.getFirst());
    List<String> second = notes.news(traffic(2, 1));
    assertEquals(1, second.size());
    assertTrue(second.getFirst().contains("comp-lzo"), second.getFirst());
    assertEquals(List.of(), notes.news(traffic(3, 2)));
  }
}
