package org.culvert.core.control;

/**
 * Which of two data keys sends, and for how long the older one is received with (wire reference
 * 9.3). The key that sends is never retired: traffic would stop.
 */
final class DataKeyTurns {
  private static final int NONE = -1;

  private int newest;
  private int sending;
  private long switchAt = Long.MAX_VALUE;
  private int old = NONE;
  private long retireAt = Long.MAX_VALUE;

  /** The first key sends at once. */
  DataKeyTurns(int first, KeyRotation.Sink sink) {
    newest = first;
    activateNewest(sink);
  }

  /** A new key was installed; the one before goes on sending until {@code latestSwitch}. */
  void replace(int keyId, long latestSwitch, long retire) {
    old = newest;
    retireAt = retire;
    newest = keyId;
    switchAt = latestSwitch;
  }

  /**
   * Does what is due.
   *
   * @param newestKeyIdReceived key id of the last valid data packet, −1 for none
   * @param wornOut whether the sending key nears its limit of use
   * @return whether the newest key is worn out, so that another one is needed
   */
  boolean advance(long now, int newestKeyIdReceived, boolean wornOut, KeyRotation.Sink sink) {
    boolean waiting = sending != newest;
    if (waiting && (wornOut || newestKeyIdReceived == newest || now >= switchAt)) {
      activateNewest(sink);
    }
    if (now >= retireAt) {
      settle(sink);
    }
    return wornOut && !waiting;
  }

  /** Leaves the newest key alone: a peer keeps two, and a third is coming. */
  void settle(KeyRotation.Sink sink) {
    if (sending != newest) {
      activateNewest(sink);
    }
    if (old != NONE) {
      sink.retire(old);
    }
    old = NONE;
    retireAt = Long.MAX_VALUE;
  }

  private void activateNewest(KeyRotation.Sink sink) {
    sink.activate(newest);
    sending = newest;
    switchAt = Long.MAX_VALUE;
  }

  long deadline() {
    return Math.min(switchAt, retireAt);
  }
}
