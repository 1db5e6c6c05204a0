package org.culvert.helper.runner;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.SessionStatus.DnsInfo;
import org.culvert.core.plan.DnsPlan;
import org.culvert.helper.host.DnsException;
import org.culvert.helper.host.HostDns;
import org.culvert.helper.host.HostDns.Applied;

/**
 * The DNS of one tunnel. What does not work is a problem to show, never the end of the tunnel. For
 * the session's thread only.
 */
final class TunnelDns {
  private final HostDns host;
  private final SessionFace face;
  private Applied applied = Applied.NOTHING;
  private Optional<Problem> trouble = Optional.empty();

  TunnelDns(HostDns host, SessionFace face) {
    this.host = host;
    this.face = face;
  }

  /** The device stands. */
  void apply(String device, DnsPlan plan) {
    Applied before = applied;
    try {
      applied = host.apply(device, plan);
      trouble =
          applied
              .missing()
              .map(
                  missing ->
                      Problem.of(ProblemCode.DNS_NOT_APPLIED, missing.what(), missing.hint()));
    } catch (IOException e) {
      applied = Applied.NOTHING;
      trouble = Optional.of(problem(e));
    }
    if (!applied.equals(before)) {
      applied.notes().forEach(note -> face.log(LogLine.Level.INFO, note));
    }
  }

  /** Another device takes the place of one that stands. */
  void move(String from, String to, DnsPlan plan) {
    apply(to, plan);
    host.release(from);
  }

  private static Problem problem(IOException e) {
    return Problem.of(
        ProblemCode.DNS_NOT_APPLIED,
        Optional.ofNullable(e.getMessage()).orElse(e.toString()),
        e instanceof DnsException known
            ? known.hint()
            : "Check this computer (culvert doctor): it says how names are looked up here.");
  }

  /** Puts back what somebody took. */
  void repair(String device) {
    try {
      List<String> mended = host.repair(device);
      mended.forEach(sentence -> face.log(LogLine.Level.WARNING, sentence));
    } catch (IOException e) {
      trouble = Optional.of(problem(e));
      face.problem(trouble);
    }
  }

  /** Takes everything back. */
  void release(String device) {
    host.release(device);
    applied = Applied.NOTHING;
    trouble = Optional.empty();
  }

  /** What is wrong with it now. */
  Optional<Problem> trouble() {
    return trouble;
  }

  /** What is asked; where nothing could be set, what was pushed. */
  DnsInfo info(DnsPlan plan) {
    Optional<DnsPlan.Resolver> resolver = applied.resolver();
    if (applied.setIn().isEmpty()) {
      resolver = plan.resolvers().stream().findFirst();
    }
    return new DnsInfo(
        resolver.map(DnsPlan.Resolver::endpoints).orElse(List.of()).stream()
            .map(DnsPlan.Endpoint::toString)
            .toList(),
        plan.searchDomains(),
        resolver.map(DnsPlan.Resolver::domains).orElse(List.of()),
        applied.setIn());
  }
}
