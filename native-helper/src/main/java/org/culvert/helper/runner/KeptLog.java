package org.culvert.helper.runner;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.Problem;

/** The last lines of one name's log, bounded by number and by bytes. Not for several threads. */
final class KeptLog {
  /** Older lines fall out. */
  private static final int MOST_LINES = 500;

  private static final long MOST_BYTES = 128 << 10;
  private static final int LONGEST_TEXT = 500;

  /** The objects around a text. */
  private static final int LINE_BYTES = 96;

  private static final char LAST_LATIN1 = 0xff;
  private static final String CUT = "...";

  private final ArrayDeque<LogLine> lines = new ArrayDeque<>();
  private long bytes;

  /** The line as it is kept and told: cut when it is too long. */
  static LogLine cut(LogLine line) {
    // The words of a problem are in the text already: what would double a long line is left out.
    boolean wordy = line.problem().filter(problem -> length(problem) > LONGEST_TEXT).isPresent();
    return cutText(
        wordy
            ? new LogLine(
                line.session(),
                line.time(),
                line.level(),
                line.text(),
                Optional.empty(),
                line.code())
            : line);
  }

  private static LogLine cutText(LogLine line) {
    String text = line.text();
    if (text.length() <= LONGEST_TEXT) {
      return line;
    }
    int end = LONGEST_TEXT - CUT.length();
    if (Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    // Plain dots: one character beyond Latin-1 would double the memory of the whole text.
    return new LogLine(
        line.session(),
        line.time(),
        line.level(),
        text.substring(0, end) + CUT,
        line.problem(),
        line.code());
  }

  /** What the line takes while it is kept. */
  static long bytesOf(LogLine line) {
    return LINE_BYTES
        + memory(line.text())
        + line.problem().map(problem -> LINE_BYTES + 2L * length(problem)).orElse(0L);
  }

  private static long memory(String text) {
    boolean wide = text.chars().anyMatch(c -> c > LAST_LATIN1);
    return (wide ? 2L : 1L) * text.length();
  }

  private static int length(Problem problem) {
    return problem.args().stream().mapToInt(String::length).sum();
  }

  void add(LogLine line) {
    lines.addLast(line);
    bytes += bytesOf(line);
  }

  boolean tooLarge() {
    return lines.size() > MOST_LINES || bytes > MOST_BYTES;
  }

  long bytes() {
    return bytes;
  }

  /** Forgets the oldest line, and returns what it took; 0 when there is none. */
  long forgetOldest() {
    LogLine oldest = lines.poll();
    if (oldest == null) {
      return 0;
    }
    long freed = bytesOf(oldest);
    bytes -= freed;
    return freed;
  }

  List<LogLine> lines() {
    return new ArrayList<>(lines);
  }

  /** The newest of the lines, which are in order, that fit into one answer on the socket. */
  static List<LogLine> newest(List<LogLine> ordered, int mostLines, long mostBytes) {
    int from = ordered.size();
    long told = 0;
    Iterator<LogLine> backwards = ordered.reversed().iterator();
    while (backwards.hasNext() && ordered.size() - from < mostLines) {
      told += toldBytes(backwards.next());
      if (told > mostBytes) {
        break;
      }
      from--;
    }
    return ordered.subList(from, ordered.size());
  }

  /** As JSON: three bytes for a character at most, two for one that is escaped. */
  private static long toldBytes(LogLine line) {
    int problem = line.problem().map(it -> LINE_BYTES + length(it)).orElse(0);
    return LINE_BYTES + 3L * (line.session().length() + line.text().length() + problem);
  }
}
