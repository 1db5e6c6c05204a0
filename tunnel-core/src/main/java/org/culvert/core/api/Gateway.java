package org.culvert.core.api;

import java.util.Optional;

/**
 * How the tunnel's gateway, the far end inside the tunnel, answers when it is asked for an echo. It
 * is asked every few seconds while somebody looks, or while the tunnel carries something anyway.
 */
public sealed interface Gateway {
  /** The server has named none. */
  record Unknown() implements Gateway {}

  /** Nothing is known of the last minute: it was not asked, or only just. */
  record Unasked(String address) implements Gateway {}

  /** It never answered since the connection began, as many gateways do by their rules. */
  record Silent(String address) implements Gateway {}

  /** This machine cannot ask; {@code reason} is half a sentence. */
  record Unaskable(String address, String reason) implements Gateway {}

  /**
   * It has answered since the connection began.
   *
   * @param trip empty when no answer came for a minute
   * @param asked requests of the last minute that should have been answered by now, at least one
   * @param lost how many of these were not
   */
  record Answers(String address, Optional<RoundTrip> trip, int asked, int lost) implements Gateway {
    /** The part that was lost, in percent. */
    public int lossPercent() {
      return Math.round(100f * lost / Math.max(1, asked));
    }
  }

  /** How long answers took in the last minute, in microseconds. */
  record RoundTrip(long last, long median) {}
}
