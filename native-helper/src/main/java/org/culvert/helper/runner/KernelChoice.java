package org.culvert.helper.runner;

import java.util.ArrayList;
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

  /**
   * All that is known to keep the kernel from carrying a connection to this server, what decides
   * first; nothing when it can, and shall. The driver, which is loaded when it is asked, is asked
   * only where nothing else stands in its way.
   */
  private List<PathReason> obstacles(Remote remote) {
    List<PathReason> found = new ArrayList<>();
    if (wanted == DataPathChoice.USERSPACE) {
      found.add(PathReason.of(PathReasonCode.YOU_CHOSE));
    }
    Optional.ofNullable(givenUp.get(remote)).ifPresent(found::add);
    found.addAll(DataPathReason.obstacles(profile, remote));
    if (found.isEmpty()) {
      driver.obstacle().ifPresent(found::add);
    }
    if (!found.isEmpty()) {
      found.addAll(driver.known());
    }
    danger(remote).ifPresent(found::add);
    return found.stream().distinct().toList();
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
        .filter(remote -> !insists() || DataPathReason.obstacles(profile, remote).isEmpty())
        .toList();
  }

  /** Decides for an attempt, and shows it. */
  boolean isFor(Remote remote) throws RequestRefusedException {
    current = Optional.of(remote);
    List<PathReason> obstacles = obstacles(remote);
    if (!obstacles.isEmpty() && insists()) {
      throw new RequestRefusedException(unavailable(obstacles.getFirst().sentence()));
    }
    face.dataPath(obstacles.isEmpty() ? CHOSEN : DataPathInfo.userspace(obstacles));
    return obstacles.isEmpty();
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
