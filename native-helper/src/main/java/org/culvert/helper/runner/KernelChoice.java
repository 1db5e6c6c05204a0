package org.culvert.helper.runner;

import java.util.Optional;
import org.culvert.core.api.DataPathChoice;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.SessionStatus.DataPathInfo;
import org.culvert.core.profile.DataPathReason;
import org.culvert.core.profile.Profile;
import org.culvert.core.profile.Remote;
import org.culvert.helper.path.kernel.KernelDriver;

/**
 * Whether a session's packets go through the kernel, decided anew for each attempt, before the
 * handshake: what we promise to the server depends on it. For the session's thread.
 */
final class KernelChoice {
  private static final String IN_KERNEL = "The kernel's ovpn driver carries the packets";

  private final DataPathChoice wanted;
  private final Profile profile;
  private final KernelDriver driver;
  private final SessionFace face;

  /** Why the kernel is not to be asked again. */
  private Optional<String> givenUp = Optional.empty();

  KernelChoice(DataPathChoice wanted, Profile profile, KernelDriver driver, SessionFace face) {
    this.wanted = wanted;
    this.profile = profile;
    this.driver = driver;
    this.face = face;
  }

  KernelDriver driver() {
    return driver;
  }

  /** Why the kernel cannot carry a connection to this server; empty when it can, and shall. */
  private Optional<String> obstacle(Remote remote) {
    if (wanted == DataPathChoice.USERSPACE) {
      return Optional.of("You chose it");
    }
    return givenUp
        .or(() -> DataPathReason.obstacle(profile, remote))
        .or(driver::obstacle)
        .or(
            () ->
                wanted == DataPathChoice.KERNEL
                    ? Optional.empty()
                    : driver.danger(remote.transport() == Remote.Transport.TCP));
  }

  /** Decides for an attempt, and shows it. */
  boolean isFor(Remote remote) throws RequestRefusedException {
    Optional<String> obstacle = obstacle(remote);
    if (obstacle.isPresent() && wanted == DataPathChoice.KERNEL) {
      throw new RequestRefusedException(unavailable(obstacle.get()));
    }
    face.dataPath(
        obstacle
            .map(reason -> new DataPathInfo("userspace", reason))
            .orElseGet(() -> new DataPathInfo("kernel", IN_KERNEL)));
    return obstacle.isEmpty();
  }

  /**
   * The kernel does not carry this connection, after all.
   *
   * @return what that means for a user who wants nothing else
   */
  Optional<Problem> refused(String reason) {
    if (wanted == DataPathChoice.KERNEL) {
      face.dataPath(new DataPathInfo("kernel", capital(reason)));
      return Optional.of(unavailable(reason));
    }
    face.log(LogLine.Level.WARNING, "going on without the kernel's data path: " + reason);
    face.dataPath(new DataPathInfo("userspace", capital(reason)));
    return Optional.empty();
  }

  /** Nor shall it be asked again in this session. */
  void giveUp(String reason) {
    givenUp = Optional.of(capital(reason));
  }

  private static Problem unavailable(String reason) {
    return Problem.of(ProblemCode.DATA_PATH_UNAVAILABLE, "kernel", reason);
  }

  private static String capital(String reason) {
    return reason.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + reason.substring(1);
  }
}
