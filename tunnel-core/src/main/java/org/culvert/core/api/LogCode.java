package org.culvert.core.api;

import java.util.Locale;

/** What a line of the log tells of that a window also draws. The wire name is stable. */
public enum LogCode {
  /** Client and server agreed on new keys for a tunnel that stands. */
  NEW_KEYS,

  /** Keys followed from those before without agreeing, as they do with the epoch data format. */
  NEXT_KEYS;

  /** The name in JSON. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
