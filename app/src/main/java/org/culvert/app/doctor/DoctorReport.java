package org.culvert.app.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.culvert.app.client.HelperClient;
import org.culvert.app.client.HelperUnreachableException;
import org.culvert.core.api.Problem;
import org.culvert.core.api.Request;
import org.culvert.core.api.Response;
import org.culvert.core.api.Response.Finding;

/**
 * What the helper and we find on this machine.
 *
 * @param unreachable why the helper told nothing
 */
public record DoctorReport(List<Finding> findings, Optional<Problem> unreachable) {
  public DoctorReport {
    findings = List.copyOf(findings);
  }

  /** Looks now, and tells in English; blocks until the helper has answered. */
  public static DoctorReport of(HelperClient helper, LocalFindings local) {
    return of(helper, local, FindingWords.english());
  }

  /** The same in the user's language. */
  public static DoctorReport local(HelperClient helper, LocalFindings local) {
    return of(helper, local, FindingWords.local());
  }

  private static DoctorReport of(HelperClient helper, LocalFindings local, FindingWords words) {
    List<Finding> findings = new ArrayList<>();
    Optional<Problem> unreachable = Optional.empty();
    try {
      findings.addAll(ofHelper(helper.request(new Request.Doctor()), words));
    } catch (HelperUnreachableException e) {
      unreachable = Optional.of(e.problem());
      findings.add(words.bad(e.problem()));
      findings.addAll(local.insteadOfHelper(words));
    }
    findings.addAll(local.always(words));
    return new DoctorReport(findings, unreachable);
  }

  private static List<Finding> ofHelper(Response response, FindingWords words) {
    List<Finding> findings = new ArrayList<>();
    switch (response) {
      case Response.Findings told -> {
        findings.add(words.good("helper", "answers"));
        told.findings().stream().map(words::said).forEach(findings::add);
      }
      case Response.Refused(Problem why) -> findings.add(words.bad(why));
      case Response.Welcome _,
          Response.Done _,
          Response.Sessions _,
          Response.LogLines _,
          Response.Demo _ ->
          findings.add(words.bad("helper", "confused"));
    }
    return findings;
  }

  /** The findings as lines, each with what to do about it below. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Finding finding : findings) {
      lines.add(
          String.format(
              java.util.Locale.ROOT,
              "%-4s  %s: %s",
              finding.health().name().toLowerCase(java.util.Locale.ROOT),
              finding.subject(),
              finding.text()));
      if (!finding.remedy().isEmpty()) {
        lines.add("      " + finding.remedy());
      }
    }
    return lines;
  }
}
