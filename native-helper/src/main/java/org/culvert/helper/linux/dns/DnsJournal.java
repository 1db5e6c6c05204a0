package org.culvert.helper.linux.dns;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.culvert.helper.host.DurableFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The changes of ours that may outlive the process, in a file that is on the disk before a change
 * is made and loses the line after the change is taken back. So a line may be without its change,
 * never a change without its line. Absent when there is nothing.
 */
final class DnsJournal {
  private static final Logger LOG = LoggerFactory.getLogger(DnsJournal.class);
  private static final String HEADING = "culvert dns 1";

  private final DurableFile file;
  private Set<DnsChange> changes = new LinkedHashSet<>();
  private boolean loaded;

  DnsJournal(Path directory) {
    this.file = new DurableFile(directory, "dns.journal");
  }

  /** What the file says, the oldest first. */
  List<DnsChange> read() throws IOException {
    load();
    return List.copyOf(changes);
  }

  /** Notes a change that is about to be made. */
  void add(DnsChange change) throws IOException {
    load();
    Set<DnsChange> next = new LinkedHashSet<>(changes);
    if (next.add(change)) {
      replace(next);
    }
  }

  /** Strikes a change that is taken back. */
  void remove(DnsChange change) throws IOException {
    load();
    Set<DnsChange> next = new LinkedHashSet<>(changes);
    if (next.remove(change)) {
      replace(next);
    }
  }

  private void replace(Set<DnsChange> next) throws IOException {
    List<String> lines = new ArrayList<>();
    if (!next.isEmpty()) {
      lines.add(HEADING);
      next.forEach(change -> lines.add(change.line()));
    }
    file.replace(lines);
    changes = next;
  }

  private void load() throws IOException {
    if (loaded) {
      return;
    }
    List<String> lines = file.read();
    if (!lines.isEmpty() && !lines.getFirst().equals(HEADING)) {
      throw new IOException(
          file.path()
              + " is of another version of this program; start that one once, or remove the file"
              + " and look after /etc/resolv.conf yourself");
    }
    for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
      try {
        changes.add(DnsChange.parse(line));
      } catch (IllegalArgumentException e) {
        LOG.warn("skipped a line of {} that makes no sense: {}", file.path(), e.getMessage(), e);
      }
    }
    loaded = true;
  }
}
