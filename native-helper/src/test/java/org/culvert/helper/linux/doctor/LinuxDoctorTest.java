package org.culvert.helper.linux.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.culvert.core.api.Response.Finding;
import org.culvert.core.api.Response.Finding.Health;
import org.culvert.helper.path.kernel.AbsentDriver;
import org.junit.jupiter.api.Test;

final class LinuxDoctorTest {
  @Test
  void findsACapabilityInTheEffectiveSetOnly() {
    List<String> status = List.of("CapPrm:\tffffffffffffffff", "CapEff:\t0000000000001000");
    assertTrue(LinuxDoctor.hasCapability(status, 12));
    assertFalse(LinuxDoctor.hasCapability(status, 13));
    assertFalse(LinuxDoctor.hasCapability(List.of(), 12));
  }

  @Test
  void looksAtFiveThingsAndNamesARemedyForEachThatIsNotWell() {
    List<Finding> findings = LinuxDoctor.findings(new AbsentDriver("None here"));
    assertEquals(
        List.of("kernel", "privilege", "TUN driver", "kernel data path", "DNS back end"),
        findings.stream().map(Finding::subject).toList());
    for (Finding finding : findings) {
      assertEquals(finding.health() == Health.GOOD, finding.remedy().isEmpty(), finding.toString());
    }
  }
}
