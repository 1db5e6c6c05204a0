package org.culvert.app.settings;

import org.culvert.app.state.Span;

/** How the chart was last looked at. */
public record ChartLook(Span span, ScaleKind scale) {
  /** Before the user changes anything. */
  public static final ChartLook USUAL = new ChartLook(Span.TWO_MINUTES, ScaleKind.LINEAR);
}
