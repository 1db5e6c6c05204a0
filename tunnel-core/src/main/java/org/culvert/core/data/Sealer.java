package org.culvert.core.data;

/** Seals packets with one key. The caller lets one thread in at a time, except to what says so. */
sealed interface Sealer permits AeadSealer, CbcSealer, EpochSealer {
  /** Length of the datagram, or 0 when no packet id is left. */
  int seal(byte[] packet, int offset, int length, byte[] target, int targetOffset);

  /** How much the key was used; from any thread. */
  KeyUsage usage();

  /** Whether packet ids run out; from any thread. */
  boolean idsRunOut();

  /** The newest epoch that either end has begun, 0 for a key without epochs; from any thread. */
  default int epoch() {
    return 0;
  }

  /** Wipes the key, from any thread; a packet in work may still be finished. */
  void destroy();
}
