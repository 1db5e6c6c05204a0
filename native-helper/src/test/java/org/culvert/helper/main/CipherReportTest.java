package org.culvert.helper.main;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.culvert.core.api.Response.Finding;
import org.culvert.core.api.Response.Finding.Health;
import org.culvert.core.data.CipherSource;
import org.junit.jupiter.api.Test;

class CipherReportTest {
  private static final Finding OTHER = new Finding("kernel", Health.GOOD, "Linux", "");

  @Test
  void theFasterProviderIsNamedBehindTheOtherFindings() {
    CipherSource ciphers = CipherSource.corretto();
    List<Finding> findings = CipherReport.after(List.of(OTHER), ciphers);
    assertEquals(
        List.of(
            OTHER, new Finding("encryption", Health.GOOD, "AES-GCM by " + ciphers.carrier(), "")),
        findings.stream().map(Finding::asSaid).toList());
  }

  @Test
  void theJdkIsANoteWithTheReasonAndARemedy() {
    Finding finding = CipherReport.after(List.of(), CipherSource.jdk()).getFirst();
    assertEquals(Health.NOTE, finding.health());
    assertTrue(finding.text().startsWith("AES-GCM by the JDK 25: nothing"), finding.text());
    assertTrue(!finding.remedy().isEmpty());
  }
}
