package org.culvert.core.control;

import org.culvert.core.reliable.ReliableChannel;
import org.culvert.core.wire.ControlPacket;

/**
 * What fits into a datagram with a control packet (wire reference 1.3 and 4.2):
 *
 * <pre>
 * opcode 1 | session 8 | number of acks 1 | acks 4 each, and 8 behind them | message id 4 | payload
 * </pre>
 *
 * @param payload bytes of a message
 * @param acksBeside acknowledgements that travel with a message
 * @param acksAlone acknowledgements of a packet without a message
 */
record ControlRoom(int payload, int acksBeside, int acksAlone) {
  private static final int ALWAYS = 1 + 8 + 1 + 8;
  private static final int ACK = 4;
  private static final int MESSAGE_ID = 4;

  /** Less would make too many packets of a handshake. */
  private static final int ENOUGH = 64;

  /** A limit so small that nothing would be left still moves the handshake on. */
  private static final int LEAST = 8;

  /**
   * The room in a datagram.
   *
   * @param wrapping bytes that the wrap adds
   */
  static ControlRoom of(int datagram, int wrapping) {
    int free = datagram - wrapping - ALWAYS;
    int usual = free - MESSAGE_ID - ReliableChannel.MAX_PIGGYBACKED_ACKS * ACK;
    int beside = usual >= ENOUGH ? ReliableChannel.MAX_PIGGYBACKED_ACKS : 1;
    return new ControlRoom(
        Math.max(LEAST, free - MESSAGE_ID - beside * ACK),
        beside,
        Math.clamp(free / ACK, 1, ControlPacket.MAX_ACKS));
  }
}
