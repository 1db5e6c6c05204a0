package org.culvert.core.profile;

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
}
