package org.culvert.helper.linux.dns;

import java.io.IOException;
import java.util.List;
import org.culvert.core.plan.DnsPlan;
import org.culvert.helper.host.HostDns.Applied;

/** One way of telling the machine. Calls come one at a time. */
interface BackEnd {
  /** As {@code HostDns.apply}; the plan has something in it. */
  Applied apply(String device, DnsPlan plan) throws IOException;

  /** As {@code HostDns.repair}. */
  List<String> repair(String device) throws IOException;

  /** Takes everything back that was applied for the device. */
  void release(String device) throws IOException;

  /** Undoes a change of an earlier process; returns a sentence when there was something to undo. */
  List<String> undo(DnsChange change) throws IOException;
}
