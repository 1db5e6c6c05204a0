package org.culvert.core.profile;

import java.util.List;
import java.util.Optional;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.SessionStatus.DataPathInfo;

/** Which data path a profile takes and why, in the words that are used everywhere. */
public final class DataPathReason {
  /** Why packets do not go through the kernel. */
  public static final String NOT_DRIVEN =
      "This version of Culvert does not drive the kernel's ovpn driver yet";

  private DataPathReason() {}

  /** What a session takes unless its user chooses. */
  public static DataPathInfo of(Profile profile) {
    return new DataPathInfo(
        "userspace",
        profile.disableDco()
            ? "The profile forbids the kernel's data path (disable-dco)"
            : NOT_DRIVEN);
  }

  /** The servers that this version can talk to. */
  public static List<Remote> usableRemotes(Profile profile) {
    return profile.remotes().stream()
        .filter(remote -> remote.transport() == Remote.Transport.UDP)
        .toList();
  }

  /** Why no data path can be had with the profile, if so. */
  public static Optional<Problem> objection(Profile profile) {
    return usableRemotes(profile).isEmpty()
        ? Optional.of(
            Problem.of(
                ProblemCode.UNSUPPORTED,
                "OpenVPN over TCP",
                "Use a remote with proto udp if the server has one."))
        : Optional.empty();
  }
}
