package org.culvert.core.plan;

import java.util.List;

/**
 * A plan, and what was left out of it or done differently.
 *
 * @param notes sentences for the log, fit to be shown
 */
public record Planned(TunnelPlan plan, List<String> notes) {
  public Planned {
    notes = List.copyOf(notes);
  }
}
