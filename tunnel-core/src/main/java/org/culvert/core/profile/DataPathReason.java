package org.culvert.core.profile;

/** Which data path a profile can use, in a sentence for its user. */
public final class DataPathReason {
  private DataPathReason() {}

  /** For {@code culvert check}; the machine's part of the answer is the helper's. */
  public static String of(Profile profile) {
    if (profile.remotes().stream().noneMatch(r -> r.transport() == Remote.Transport.UDP)) {
      return "none: all servers of the profile use TCP, which this version of Culvert does not speak"
          + " yet";
    }
    String why = "userspace: the kernel data path is not implemented in this version of Culvert";
    return profile.disableDco() ? why + ", and the profile forbids it (disable-dco)" : why;
  }
}
