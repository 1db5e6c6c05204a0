package org.culvert.helper.linux.ovpn;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.culvert.core.api.PathReason;
import org.culvert.core.api.PathReasonCode;

/**
 * A kernel on which the driver is known to crash the machine; of those before the driver came with
 * Linux, nothing is.
 *
 * @param release matches the whole release of such a kernel
 * @param before the first version without the defect
 * @param tcpOnly whether only connections by TCP run into it
 * @param code what the user is told; its argument is the release
 */
record KnownCrash(Pattern release, Version before, boolean tcpOnly, PathReasonCode code) {
  private static final Pattern ANY = Pattern.compile(".*");

  /** Other distributions number their builds in the same way, and have other sources. */
  private static final Pattern EARLY_UBUNTU =
      Pattern.compile("6\\.17\\.0-[0-8]-(?:generic|lowlatency)(?:-.*)?");

  /** The list; docs/KERNEL.md says more about each. */
  static final List<KnownCrash> ALL =
      List.of(
          new KnownCrash(EARLY_UBUNTU, Version.NEVER, false, PathReasonCode.UBUNTU_CRASH),
          new KnownCrash(ANY, new Version(6, 19, 3), true, PathReasonCode.TCP_CRASH));

  /** What is known of a kernel; empty for nothing. */
  static Optional<PathReason> of(String release, boolean tcp) {
    return ALL.stream()
        .filter(crash -> crash.concerns(release, tcp))
        .findFirst()
        .map(crash -> PathReason.of(crash.code, release));
  }

  private boolean concerns(String kernel, boolean tcp) {
    return (tcp || !tcpOnly)
        && release.matcher(kernel).matches()
        && Version.of(kernel)
            .filter(version -> version.compareTo(Version.FIRST) >= 0)
            .filter(version -> version.compareTo(before) < 0)
            .isPresent();
  }

  /** The numbers at the beginning of a release. */
  record Version(int major, int minor, int patch) implements Comparable<Version> {
    /** The first with the driver. */
    static final Version FIRST = new Version(6, 16, 0);

    /** Later than all. */
    static final Version NEVER = new Version(Integer.MAX_VALUE, 0, 0);

    private static final Pattern NUMBERS =
        Pattern.compile("(\\d{1,6})\\.(\\d{1,6})(?:\\.(\\d{1,6}))?.*");

    static Optional<Version> of(String release) {
      Matcher numbers = NUMBERS.matcher(release);
      return numbers.matches()
          ? Optional.of(
              new Version(
                  Integer.parseInt(numbers.group(1)),
                  Integer.parseInt(numbers.group(2)),
                  numbers.group(3) == null ? 0 : Integer.parseInt(numbers.group(3))))
          : Optional.empty();
    }

    @Override
    public int compareTo(Version other) {
      if (major != other.major) {
        return Integer.compare(major, other.major);
      }
      return minor != other.minor
          ? Integer.compare(minor, other.minor)
          : Integer.compare(patch, other.patch);
    }
  }
}
