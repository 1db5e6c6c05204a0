package org.culvert.app.ui.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.culvert.core.api.Diagnosis;
import org.culvert.core.api.MachineCode;
import org.culvert.core.api.PathReason;
import org.culvert.core.api.PathReasonCode;
import org.culvert.core.api.SessionStatus.DataPathInfo;

/** A profile before it is imported. */
public sealed interface ImportPreview {
  /** The name of its file, for people. */
  String file();

  /**
   * It can be imported.
   *
   * @param name that it suggests
   * @param servers in the order of trial, such as {@code vpn.example.com:1194 (UDP)}
   * @param path the data path that is expected, and why
   * @param warnings what its user should know before connecting
   * @param same the name of a profile with the same content, which is there already
   */
  record Good(
      String file,
      String name,
      List<String> servers,
      SignIn signIn,
      ExpectedPath path,
      List<Defect> warnings,
      Optional<String> same)
      implements ImportPreview {
    public Good {
      servers = List.copyOf(servers);
      warnings = List.copyOf(warnings);
    }
  }

  /** It cannot; there is at least one defect. */
  record Bad(String file, List<Defect> defects) implements ImportPreview {
    public Bad {
      defects = List.copyOf(defects);
    }
  }

  /**
   * How its user signs in.
   *
   * @param saved whether user name and password come with the profile
   * @param challenge what is asked beside them
   */
  record SignIn(boolean certificate, boolean password, boolean saved, Optional<String> challenge) {}

  /**
   * The data path that is expected.
   *
   * @param byProfile what the profile alone lets expect
   * @param onlyTcp whether none of the servers that matter is reached by UDP
   */
  record ExpectedPath(DataPathInfo byProfile, boolean onlyTcp) {
    private static final String KERNEL = "kernel";

    /** Whether nothing but the kernel can keep it from carrying the packets. */
    public boolean dependsOnKernel() {
      return byProfile.kind().equals(KERNEL);
    }

    /** The same where the user chose the userspace engine: the kernel is not asked then. */
    public DataPathInfo inUserspace() {
      List<PathReason> reasons = new ArrayList<>();
      reasons.add(PathReason.of(PathReasonCode.YOU_CHOSE));
      reasons.addAll(ofProfile());
      return DataPathInfo.userspace(reasons);
    }

    /** The same where the helper has found this of the kernel: as the helper will decide. */
    public DataPathInfo on(Diagnosis kernel) {
      List<PathReason> obstacles = ofProfile();
      if (keepsOff(kernel)) {
        obstacles.addAll(kernel.reasons());
      }
      return obstacles.isEmpty() ? carried(kernel) : DataPathInfo.userspace(obstacles);
    }

    /**
     * The same where the user wants nothing but the kernel, and takes its defects: where that is
     * not to be had, the userspace engine for reasons that will keep it from connecting.
     */
    public DataPathInfo insisting(Optional<Diagnosis> kernel) {
      List<PathReason> obstacles = ofProfile();
      kernel
          .filter(found -> found.code() == MachineCode.KERNEL_CANNOT)
          .ifPresent(found -> obstacles.addAll(found.reasons()));
      return obstacles.isEmpty()
          ? kernel.map(this::carried).orElse(byProfile)
          : DataPathInfo.userspace(obstacles);
    }

    private List<PathReason> ofProfile() {
      return new ArrayList<>(dependsOnKernel() ? List.of() : byProfile.reasons());
    }

    private boolean keepsOff(Diagnosis kernel) {
      return switch (kernel.code()) {
        case KERNEL_CANNOT -> true;
        case KERNEL_DEFECT ->
            onlyTcp
                || kernel.reasons().stream()
                    .anyMatch(reason -> reason.code() != PathReasonCode.TCP_CRASH);
        default -> false;
      };
    }

    /** What is true of some servers or ciphers alone is said as well. */
    private DataPathInfo carried(Diagnosis kernel) {
      List<PathReason> further = new ArrayList<>();
      if (byProfile.reason().code() == PathReasonCode.PROFILE_FITS_SOME) {
        further.add(byProfile.reason());
      }
      if (kernel.code() == MachineCode.KERNEL_LACKS_CIPHERS) {
        further.addAll(kernel.reasons());
      }
      return new DataPathInfo(KERNEL, PathReason.of(PathReasonCode.KERNEL_IS_TO_CARRY), further);
    }
  }
}
