package org.culvert.app.totals;

import java.time.LocalDate;

/** What a profile carried on a day of the user's calendar. */
public record DayTotal(LocalDate date, String profile, Carried carried) {}
