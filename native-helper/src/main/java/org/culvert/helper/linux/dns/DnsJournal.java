package org.culvert.helper.linux.dns;

import java.nio.file.Path;
import org.culvert.helper.host.Journal;

/** What of our DNS may outlive the process. */
final class DnsJournal extends Journal<DnsChange> {
  DnsJournal(Path directory) {
    super(directory, "dns.journal", "culvert dns 1", "look after /etc/resolv.conf yourself");
  }

  @Override
  protected String format(DnsChange change) {
    return change.line();
  }

  @Override
  protected DnsChange parse(String line) {
    return DnsChange.parse(line);
  }
}
