package org.culvert.helper.runner;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.culvert.core.api.DataPathChoice;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.PathReason;
import org.culvert.core.api.PathReasonCode;
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
  private static final DataPathInfo CHOSEN =
      new DataPathInfo("kernel", PathReason.of(PathReasonCode.KERNEL_IS_TO_CARRY));
  private static final DataPathInfo CARRIES =
      new DataPathInfo("kernel", PathReason.of(PathReasonCode.KERNEL_CARRIES));

  private final DataPathChoice wanted;
  private final Profile profile;
  private final KernelDriver driver;
  private final SessionFace face;

  /** Why the kernel is not to be asked again for a server. */
  private final Map<Remote, PathReason> givenUp = new HashMap<>();

  private Optional<Remote> current = Optional.empty();

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
  private Optional<PathReason> obstacle(Remote remote) {
    if (wanted == DataPathChoice.USERSPACE) {
      return Optional.of(PathReason.of(PathReasonCode.YOU_CHOSE));
    }
    return Optional.ofNullable(givenUp.get(remote))
        .or(() -> DataPathReason.obstacle(profile, remote))
        .or(driver::obstacle)
        .or(() -> danger(remote));
  }

  private Optional<PathReason> danger(Remote remote) {
    return insists() ? Optional.empty() : driver.danger(remote.transport() == Remote.Transport.TCP);
  }

  /** Whether the user wants nothing but the kernel. */
  boolean insists() {
    return wanted == DataPathChoice.KERNEL;
  }

  /** The servers to try; for a user who insists those that the profile lets the kernel carry. */
  List<Remote> servers() {
    return profile.remotes().stream()
        .filter(remote -> !insists() || DataPathReason.obstacle(profile, remote).isEmpty())
        .toList();
  }

  /** Decides for an attempt, and shows it. */
  boolean isFor(Remote remote) throws RequestRefusedException {
    current = Optional.of(remote);
    Optional<PathReason> obstacle = obstacle(remote);
    if (obstacle.isPresent() && insists()) {
      throw new RequestRefusedException(unavailable(obstacle.get().sentence()));
    }
    face.dataPath(obstacle.map(reason -> new DataPathInfo("userspace", reason)).orElse(CHOSEN));
    return obstacle.isEmpty();
  }

  /** It does carry the packets now. */
  void carries() {
    face.dataPath(CARRIES);
  }

  /**
   * The kernel does not carry this connection, after all, and is not asked again for this server
   * unless the user wants nothing else.
   *
   * @return what that means for a user who wants nothing else
   */
  Optional<Problem> refused(PathReason reason) {
    if (insists()) {
      face.dataPath(new DataPathInfo("kernel", reason));
      return Optional.of(unavailable(reason.clause()));
    }
    giveUp(reason);
    face.log(LogLine.Level.WARNING, "going on without the kernel's data path: " + reason.clause());
    face.dataPath(new DataPathInfo("userspace", reason));
    return Optional.empty();
  }

  /** It is not asked again for this server, unless the user wants nothing else. */
  void giveUp(PathReason reason) {
    if (insists()) {
      return;
    }
    current.ifPresent(remote -> givenUp.put(remote, reason));
  }

  private static Problem unavailable(String words) {
    return Problem.of(ProblemCode.DATA_PATH_UNAVAILABLE, "kernel", words);
  }
}
