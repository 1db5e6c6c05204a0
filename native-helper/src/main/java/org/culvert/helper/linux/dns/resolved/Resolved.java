package org.culvert.helper.linux.dns.resolved;

import java.io.IOException;

/** systemd-resolved. */
public interface Resolved {
  /** Replaces what it knows about a link; when that fails, it knows nothing about it. */
  void configure(int link, LinkDns dns) throws IOException;

  /** It forgets what it was told about a link that is there. */
  void revert(int link) throws IOException;
}
