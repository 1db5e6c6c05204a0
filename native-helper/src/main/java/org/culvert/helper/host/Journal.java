package org.culvert.helper.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes of ours that may outlive the process, in a file that is on the disk before a change is
 * made and loses the line after the change is taken back. So a line may be without its change,
 * never a change without its line. Absent when there is nothing. For one thread at a time.
 *
 * @param <C> a change; equal ones are noted once
 */
public abstract class Journal<C> {
  private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

  private final DurableFile file;
  private final String heading;
  private final String instead;
  private Set<C> changes = new LinkedHashSet<>();
  private boolean loaded;
  private int writes;

  /**
   * Names the file.
   *
   * @param heading its first line: what is in it, and in which version of its form
   * @param instead what to do about the changes when the file is of another version and is removed
   */
  protected Journal(Path directory, String name, String heading, String instead) {
    this.file = new DurableFile(directory, name);
    this.heading = heading;
    this.instead = instead;
  }

  /** A change as a line. */
  protected abstract String format(C change);

  /**
   * Reads a line.
   *
   * @throws IllegalArgumentException when it makes no sense
   */
  protected abstract C parse(String line);

  /** What the file says, the oldest first. */
  public final List<C> read() throws IOException {
    load();
    return List.copyOf(changes);
  }

  /** Notes changes that are about to be made. Does nothing when all are noted. */
  public final void add(Collection<? extends C> added) throws IOException {
    load();
    Set<C> next = new LinkedHashSet<>(changes);
    if (next.addAll(added)) {
      replace(next);
    }
  }

  /** Strikes changes that are taken back. */
  public final void remove(Collection<? extends C> removed) throws IOException {
    load();
    Set<C> next = new LinkedHashSet<>(changes);
    boolean changed = false;
    for (C change : removed) {
      changed |= next.remove(change);
    }
    if (changed) {
      replace(next);
    }
  }

  /** How often the disk was asked; each time costs some milliseconds. */
  public final int writes() {
    return writes;
  }

  /** What is not on the disk is not noted: after a failure the next call has it to do again. */
  private void replace(Set<C> next) throws IOException {
    writes++;
    List<String> lines = new ArrayList<>();
    if (!next.isEmpty()) {
      lines.add(heading);
      next.forEach(change -> lines.add(format(change)));
    }
    file.replace(lines);
    changes = next;
  }

  private void load() throws IOException {
    if (loaded) {
      return;
    }
    List<String> lines = file.read();
    if (!lines.isEmpty() && !lines.getFirst().equals(heading)) {
      throw new IOException(
          file.path()
              + " is of another version of this program; start that one once, or remove the file"
              + " and "
              + instead);
    }
    lines.stream().skip(1).forEach(this::take);
    loaded = true;
  }

  /** A line that cannot be read is skipped: the others are still worth undoing. */
  private void take(String line) {
    try {
      changes.add(parse(line));
    } catch (IllegalArgumentException e) {
      LOG.warn("skipped a line of {} that makes no sense: {}", file.path(), e.getMessage(), e);
    }
  }
}
