package org.culvert.app.ui.totals;

/**
 * A day in the list.
 *
 * @param share of the busiest day in the list, 0 to 1
 */
public record DayRow(String day, String in, String out, double share) {}
