package org.culvert.helper.linux.udp;

/**
 * Judges how much too much waits in a socket. Its buffer is large, so that what comes while a loop
 * is late is not lost; but where streams fill whatever there is (CUBIC), everything would wait as
 * long as such a buffer is, and what is read has left the processor's caches. So when much has
 * waited for a while, long datagrams are dropped until less does, and short ones, of which a queue
 * is never made, find room: a ping, an acknowledgement, a name. For one thread.
 *
 * <p>The kernel charges a buffer with what its packets take of memory, and while more of them wait
 * it takes back what was fetched only in heaps of a quarter of the buffer: what was fetched since
 * is reckoned here.
 */
final class Backlog {
  /**
   * In bytes of the kernel's memory: some 430 full packets that came one by one, 5 ms of 1 Gbit/s.
   */
  static final int ENOUGH = 1_000_000;

  /** So many bytes are fetched with more than enough behind them before any is dropped. */
  static final int PATIENCE = 4_000_000;

  /** The longest datagram that is always let through, in bytes. */
  static final int SHORT = 512;

  /** Fetched bytes between two looks at the socket: a look is a system call. */
  private static final int LOOK_EVERY = 16 << 10;

  /** The kernel's memory for a message beside its bytes, about. */
  private static final int OVERHEAD = 768;

  private int unseen;
  private long fetched;
  private int charged;
  private long excess;
  private long withExcess;

  /** So many messages were fetched, of so many bytes together. */
  void fetched(int messages, int bytes) {
    long cost = (long) messages * OVERHEAD + bytes;
    unseen += bytes;
    fetched += cost;
    excess -= cost;
    withExcess += cost;
  }

  /** Whether it is time for a look. */
  boolean isDue() {
    return unseen >= LOOK_EVERY;
  }

  /** With so many bytes is the buffer charged now; negative when nobody knows. */
  void look(int now) {
    unseen = 0;
    if (now < charged) {
      fetched = 0; // it has taken a heap back
    }
    charged = Math.max(now, 0);
    excess = charged - fetched - ENOUGH;
    if (excess <= 0) {
      withExcess = 0;
    }
  }

  /** Whether a datagram so long that was fetched is to be dropped, for what waits behind it. */
  boolean cuts(int length) {
    return excess > 0 && withExcess > PATIENCE && length > SHORT;
  }
}
