package org.culvert.app.ui.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.culvert.app.ui.imports.ImportPreview.ExpectedPath;
import org.culvert.core.api.Diagnosis;
import org.culvert.core.api.MachineCode;
import org.culvert.core.api.PathReason;
import org.culvert.core.api.PathReasonCode;
import org.culvert.core.api.SessionStatus.DataPathInfo;
import org.junit.jupiter.api.Test;

/** What is expected before a profile is imported is what the helper decides afterwards. */
class ExpectedPathTest {
  private static final PathReason TO_CARRY = PathReason.of(PathReasonCode.KERNEL_IS_TO_CARRY);
  private static final PathReason OLD = PathReason.of(PathReasonCode.KERNEL_TOO_OLD, "6.12");
  private static final PathReason TCP_CRASH = PathReason.of(PathReasonCode.TCP_CRASH, "6.18");
  private static final PathReason TOS = PathReason.of(PathReasonCode.PROFILE_TOS);

  private static ExpectedPath fits(boolean onlyTcp) {
    return new ExpectedPath(
        new DataPathInfo("kernel", PathReason.of(PathReasonCode.PROFILE_FITS)), onlyTcp);
  }

  private static Diagnosis found(MachineCode code, PathReason... reasons) {
    return Diagnosis.quoting(code, List.of(reasons));
  }

  @Test
  void aKernelThatCanCarriesWhatFits() {
    assertEquals(
        new DataPathInfo("kernel", TO_CARRY), fits(false).on(found(MachineCode.KERNEL_CARRIES)));
  }

  @Test
  void whatIsTrueOfSomeServersOrCiphersIsSaidAsWell() {
    PathReason some = PathReason.of(PathReasonCode.PROFILE_FITS_SOME, "1", "2");
    PathReason cipher = PathReason.of(PathReasonCode.CIPHER_MISSING, "AES-128-GCM");
    assertEquals(
        new DataPathInfo("kernel", TO_CARRY, List.of(some, cipher)),
        new ExpectedPath(new DataPathInfo("kernel", some), false)
            .on(found(MachineCode.KERNEL_LACKS_CIPHERS, cipher)));
  }

  @Test
  void allThatKeepsTheKernelOffIsNamed() {
    assertEquals(
        DataPathInfo.userspace(List.of(OLD)),
        fits(false).on(found(MachineCode.KERNEL_CANNOT, OLD)));
    assertEquals(
        DataPathInfo.userspace(List.of(TOS, OLD)),
        new ExpectedPath(DataPathInfo.userspace(List.of(TOS)), false)
            .on(found(MachineCode.KERNEL_CANNOT, OLD)));
    assertEquals(
        DataPathInfo.userspace(List.of(TOS)),
        new ExpectedPath(DataPathInfo.userspace(List.of(TOS)), false)
            .on(found(MachineCode.KERNEL_CARRIES)));
  }

  @Test
  void whereTheUserChoseUserspaceOnlyTheProfileIsNamedBeside() {
    PathReason mine = PathReason.of(PathReasonCode.YOU_CHOSE);
    assertEquals(DataPathInfo.userspace(List.of(mine)), fits(false).inUserspace());
    assertEquals(
        DataPathInfo.userspace(List.of(mine, TOS)),
        new ExpectedPath(DataPathInfo.userspace(List.of(TOS)), false).inUserspace());
  }

  @Test
  void whoWantsNothingButTheKernelTakesItsDefectsAndIsToldWhatKeepsItOff() {
    assertEquals(
        new DataPathInfo("kernel", TO_CARRY),
        fits(true).insisting(Optional.of(found(MachineCode.KERNEL_DEFECT, TCP_CRASH))));
    assertEquals(
        DataPathInfo.userspace(List.of(OLD)),
        fits(false).insisting(Optional.of(found(MachineCode.KERNEL_CANNOT, OLD))));
    assertEquals(
        DataPathInfo.userspace(List.of(TOS)),
        new ExpectedPath(DataPathInfo.userspace(List.of(TOS)), false).insisting(Optional.empty()));
    assertEquals(fits(false).byProfile(), fits(false).insisting(Optional.empty()));
  }

  @Test
  void aDefectCountsForTheConnectionsThatRunIntoIt() {
    PathReason crash = PathReason.of(PathReasonCode.UBUNTU_CRASH, "6.17.0-8-generic");
    assertEquals(
        new DataPathInfo("kernel", TO_CARRY),
        fits(false).on(found(MachineCode.KERNEL_DEFECT, TCP_CRASH)));
    assertEquals(
        DataPathInfo.userspace(List.of(TCP_CRASH)),
        fits(true).on(found(MachineCode.KERNEL_DEFECT, TCP_CRASH)));
    assertEquals(
        DataPathInfo.userspace(List.of(crash)),
        fits(false).on(found(MachineCode.KERNEL_DEFECT, crash)));
  }
}
