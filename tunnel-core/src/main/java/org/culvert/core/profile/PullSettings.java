package org.culvert.core.profile;

import java.util.List;

/**
 * What the profile lets the server set.
 *
 * @param pulls whether the server is asked for settings at all, as by the line {@code client}
 * @param routeNoPull drop pushed routes and DNS
 * @param filters in order; the first whose text is a prefix of an option decides
 */
public record PullSettings(boolean pulls, boolean routeNoPull, List<Filter> filters) {
  public PullSettings {
    filters = List.copyOf(filters);
  }

  /** Of a profile that pulls. */
  public PullSettings(boolean routeNoPull, List<Filter> filters) {
    this(true, routeNoPull, filters);
  }

  /** One {@code pull-filter} line. */
  public record Filter(Action action, String prefix) {
    /** What becomes of an option that it matches. */
    public enum Action {
      ACCEPT,
      IGNORE,
      REJECT
    }
  }
}
