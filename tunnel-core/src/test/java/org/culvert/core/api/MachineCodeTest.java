package org.culvert.core.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.culvert.core.api.Response.Finding;
import org.culvert.core.api.Response.Finding.Health;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MachineCodeTest {
  @ParameterizedTest
  @EnumSource
  void whatIsNotWellHasARemedy(MachineCode code) {
    assertEquals(code.health() == Health.GOOD, code.remedy().isEmpty());
    assertFalse(code.text().endsWith("."), code.text());
  }

  @Test
  void argumentsStayWhatTheyAre() {
    assertEquals(
        "Could not open the driver: it's {1}",
        Finding.of(MachineCode.TUN_REFUSED, "it's {1}").text());
  }

  @Test
  void whyTheKernelCannotSaysWhatToDoWhereItKnows() {
    PathReason old = PathReason.of(PathReasonCode.KERNEL_TOO_OLD, "6.12");
    assertEquals(old.remedy(), remedy(MachineCode.KERNEL_CANNOT, old));
    assertTrue(old.remedy().startsWith("Install a kernel of 6.16 or later"), old.remedy());
    assertEquals(
        "Nothing needs to be done.",
        remedy(MachineCode.KERNEL_CANNOT, PathReason.said("The moon is full")));
    assertEquals(
        MachineCode.KERNEL_DEFECT.remedy(),
        remedy(MachineCode.KERNEL_DEFECT, PathReason.of(PathReasonCode.TCP_CRASH, "6.18")));
  }

  private static String remedy(MachineCode code, PathReason... reasons) {
    return Finding.of(Diagnosis.quoting(code, List.of(reasons))).remedy();
  }

  @Test
  void reasonsAreQuotedAsSentencesOrClauses() {
    List<PathReason> reasons =
        List.of(
            PathReason.of(PathReasonCode.CIPHER_MISSING, "AES-128-GCM"),
            PathReason.of(PathReasonCode.KERNEL_TOO_OLD, "6.12"));
    assertEquals(
        "The kernel has no AES-128-GCM, or may not load its module; Kernel 6.12 has no ovpn driver;"
            + " it came with Linux 6.16; packets take the userspace data path",
        Finding.of(Diagnosis.quoting(MachineCode.KERNEL_CANNOT, reasons)).text());
    assertEquals(
        "The kernel's ovpn driver works, but the kernel has no AES-128-GCM, or may not load its"
            + " module; kernel 6.12 has no ovpn driver; it came with Linux 6.16",
        Finding.of(Diagnosis.quoting(MachineCode.KERNEL_LACKS_CIPHERS, reasons)).text());
  }
}
