package org.culvert.core.push;

import java.util.List;
import java.util.Set;
import org.culvert.core.profile.PullSettings;
import org.culvert.core.profile.PullSettings.Filter;
import org.culvert.core.profile.PullSettings.Filter.Action;

/** What the profile lets a server set; wire reference 7.9. */
final class PullFilter {
  private static final Set<String> ROUTES_AND_DNS =
      Set.of(
          "route",
          "route-ipv6",
          "route-metric",
          "redirect-gateway",
          "redirect-private",
          "block-ipv6",
          "block-ipv4",
          "dhcp-option",
          "dns",
          "block-outside-dns");

  private final PullSettings pull;

  PullFilter(PullSettings pull) {
    this.pull = pull;
  }

  /**
   * The decision of the first rule that fits.
   *
   * <p>A rule fits when its text is a prefix of the option as it came, as in 2.x, or of its words
   * with one blank between: otherwise a server could slip past a rule with quotes or extra blanks.
   */
  Action decide(String text, List<String> words) {
    String joined = String.join(" ", words);
    for (Filter filter : pull.filters()) {
      if (text.startsWith(filter.prefix()) || joined.startsWith(filter.prefix())) {
        return filter.action();
      }
    }
    return Action.ACCEPT;
  }

  /** Whether {@code route-nopull} drops the option. */
  boolean dropsByRouteNoPull(String name) {
    return pull.routeNoPull() && ROUTES_AND_DNS.contains(name);
  }
}
