package org.culvert.core.profile;

import java.util.List;
import java.util.Optional;

/**
 * What came of reading a profile.
 *
 * @param profile there unless a finding is an error
 * @param findings in the order of the lines
 * @param explained every directive line and what becomes of it, in the order of the lines
 */
public record ProfileReport(
    Optional<Profile> profile, List<Finding> findings, List<Explained> explained) {
  public ProfileReport {
    findings = List.copyOf(findings);
    explained = List.copyOf(explained);
  }

  /** The findings that make the profile unusable. */
  public List<Finding> errors() {
    return findings.stream().filter(f -> f.severity() == Finding.Severity.ERROR).toList();
  }
}
