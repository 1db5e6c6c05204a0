package org.culvert.core.profile;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code compat-mode}: from which version of OpenVPN on the other side is to be understood. */
final class CompatMode implements Section {
  /** Versions as numbers, so that they compare: 2.3.6 is 20306. */
  static final int V2_3_7 = 20307;

  static final int V2_4 = 20400;
  static final int V2_5 = 20500;
  static final int V2_6 = 20600;

  private static final Pattern VERSION =
      Pattern.compile("([0-9]{1,2})\\.([0-9]{1,2})(?:\\.([0-9]{1,2}))?");

  private final Arguments arguments;
  private final Findings findings;
  private OptionalInt version = OptionalInt.empty();

  CompatMode(Findings findings) {
    this.arguments = new Arguments(findings);
    this.findings = findings;
  }

  @Override
  public boolean read(Statement s) {
    if (!s.name().equals("compat-mode")) {
      return false;
    }
    Matcher written = VERSION.matcher(s.arg(0));
    if (!written.matches()) {
      arguments.invalid(s, SecurityCode.NO_VERSION);
      return true;
    }
    int patch = Optional.ofNullable(written.group(3)).map(Integer::parseInt).orElse(0);
    version =
        OptionalInt.of(
            Integer.parseInt(written.group(1)) * 10_000
                + Integer.parseInt(written.group(2)) * 100
                + patch);
    if (before(V2_3_7)) {
      findings.note(s, Action.SUPPORT, SecurityCode.OLD_COMPATIBILITY);
    }
    return true;
  }

  /** Whether the other side may be older than this. */
  boolean before(int other) {
    return version.isPresent() && version.getAsInt() < other;
  }
}
