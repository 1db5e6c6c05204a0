package org.culvert.core.wrap;

/**
 * Refuses control packets that were received before: a window of the last {@value #WINDOW} ids,
 * ordered by time and id (wire reference 3.2). The age limit that OpenVPN adds to it is left out:
 * it needs a clock, and a peer cannot notice.
 */
final class ReceiveIds {
  private static final int WINDOW = 64;

  private long time = -1;
  private long highest;

  /** Bit n: the id {@code highest − n} was received. */
  private long seen;

  /** Whether a packet with these unsigned numbers would be new; changes nothing. */
  boolean isFresh(int id, int time) {
    long number = Integer.toUnsignedLong(id);
    long stamp = Integer.toUnsignedLong(time);
    if (number == 0 || stamp < this.time) {
      return false;
    }
    if (stamp > this.time || number > highest) {
      return true;
    }
    long behind = highest - number;
    return behind < WINDOW && (seen >>> behind & 1) == 0;
  }

  /** Remembers a fresh id; call only for packets that proved authentic. */
  void accept(int id, int time) {
    long number = Integer.toUnsignedLong(id);
    long stamp = Integer.toUnsignedLong(time);
    if (stamp > this.time) {
      this.time = stamp;
      highest = number;
      seen = 1;
    } else if (number > highest) {
      long ahead = number - highest;
      seen = ahead < WINDOW ? seen << ahead | 1 : 1;
      highest = number;
    } else {
      seen |= 1L << (highest - number);
    }
  }
}
