package org.culvert.app.state;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import org.culvert.core.api.LogLine;

/** The newest log lines of one session; the oldest are dropped when it is full. */
public final class LogBuffer {
  /** How many lines are kept. */
  public static final int CAPACITY = 2_000;

  private final ArrayDeque<LogLine> lines = new ArrayDeque<>();
  private long added;

  void add(LogLine line) {
    if (lines.size() == CAPACITY) {
      lines.removeFirst();
    }
    lines.addLast(line);
    added++;
  }

  /** Takes what the helper kept; lines that came meanwhile as events stay behind them, once. */
  void replace(Collection<LogLine> kept) {
    List<LogLine> later = new ArrayList<>(lines);
    later.removeAll(new HashSet<>(kept));
    lines.clear();
    kept.forEach(this::add);
    long newest = kept.isEmpty() ? 0 : lines.getLast().time();
    later.stream().filter(line -> line.time() >= newest).forEach(this::add);
  }

  /** The lines, oldest first: a view. */
  public Collection<LogLine> lines() {
    return Collections.unmodifiableCollection(lines);
  }

  /** Grows with every line: an unchanged value means unchanged lines. */
  public long version() {
    return added;
  }

  /**
   * The number of the first line that is kept; each line has the next number. It never goes back:
   * what has a smaller number was dropped.
   */
  public long first() {
    return added - lines.size();
  }
}
