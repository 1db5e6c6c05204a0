package org.culvert.app.settings;

/** How rates become heights. */
public enum ScaleKind {
  /** Twice the rate is twice as high. */
  LINEAR,
  /** Ten times the rate is one step higher: a trickle beside a flood can be seen. */
  LOGARITHMIC
}
