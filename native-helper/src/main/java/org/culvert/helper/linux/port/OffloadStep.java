package org.culvert.helper.linux.port;

import java.util.Locale;

/**
 * How much the kernel moves at once, at most. The system property {@value #PROPERTY} limits it, to
 * try what happens on a machine that can do less.
 */
public enum OffloadStep {
  /** One packet a system call. */
  SINGLE,
  /** Several packets a system call, each by itself. */
  BATCH,
  /** Many segments of one flow as one. */
  SEGMENTS;

  /** Holds the name of a step, in lower case. */
  public static final String PROPERTY = "culvert.offload";

  /** What is allowed here: all, unless the property says less. */
  public static OffloadStep allowed() {
    return valueOf(System.getProperty(PROPERTY, SEGMENTS.name()).toUpperCase(Locale.ROOT));
  }
}
