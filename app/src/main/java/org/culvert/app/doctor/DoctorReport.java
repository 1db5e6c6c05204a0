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

  /** Looks now; blocks until the helper has answered. */
  public static DoctorReport of(HelperClient helper, LocalFindings local) {
    List<Finding> findings = new ArrayList<>();
    Optional<Problem> unreachable = Optional.empty();
    try {
      findings.addAll(ofHelper(helper.request(new Request.Doctor())));
    } catch (HelperUnreachableException e) {
      unreachable = Optional.of(e.problem());
      findings.add(bad(e.problem()));
      findings.addAll(local.insteadOfHelper());
    }
    findings.addAll(local.always());
    return new DoctorReport(findings, unreachable);
  }

  private static List<Finding> ofHelper(Response response) {
    List<Finding> findings = new ArrayList<>();
    switch (response) {
      case Response.Findings told -> {
        findings.add(new Finding("helper", Finding.Health.GOOD, "answers", ""));
        findings.addAll(told.findings());
      }
      case Response.Refused(Problem why) -> findings.add(bad(why));
      case Response.Welcome _,
          Response.Done _,
          Response.Sessions _,
          Response.LogLines _,
          Response.Demo _ ->
          findings.add(
              new Finding(
                  "helper",
                  Finding.Health.BAD,
                  "answers something else than it was asked",
                  "Install helper and window of the same version."));
    }
    return findings;
  }

  private static Finding bad(Problem why) {
    return new Finding("helper", Finding.Health.BAD, why.message(), why.hint());
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
