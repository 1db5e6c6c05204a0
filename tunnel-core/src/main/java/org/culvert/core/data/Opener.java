package org.culvert.core.data;

/** Opens packets with one key and refuses replays. Used by one thread, except what says so. */
sealed interface Opener permits AeadOpener, CbcOpener, EpochOpener {
  /**
   * Opens one packet, whatever it holds.
   *
   * @param start where the datagram begins
   * @param header bytes of opcode, key id and peer id
   * @param end behind the datagram
   * @param scratch has room for any datagram
   * @return length of the packet, or a code of {@link DataChannel}
   */
  int open(
      byte[] datagram,
      int start,
      int header,
      int end,
      byte[] scratch,
      byte[] target,
      int targetOffset);

  /** Whether of all packets that were opened the last one is the newest. */
  boolean newest();

  /** How much the key was used; from any thread. */
  KeyUsage usage();

  /** Wipes the key, from any thread; a packet in work may still be finished. */
  void destroy();
}
