package org.culvert.core.reliable;

import java.util.List;
import java.util.Optional;
import org.culvert.core.wire.ControlPacket;
import org.culvert.core.wire.Opcode;

/**
 * The reliability layer of one key negotiation: message ids start at 0 for each. Used by one
 * thread; times are milliseconds of any one monotonic clock.
 *
 * <p>The order of use is always: everything that arrived is {@linkplain #receive received} and
 * {@linkplain #poll polled}, everything to be sent is {@linkplain #send queued}, then {@link
 * #transmit} is called once, so that acknowledgements travel with messages where they can. Checking
 * sessions and key ids is the caller's work.
 */
public final class ReliableChannel {
  /** Acknowledgements that a packet with a message carries at most. */
  public static final int MAX_PIGGYBACKED_ACKS = 4;

  /** What {@link #nextDeadline} returns when something can be sent at once: before all times. */
  public static final long DUE_NOW = Long.MIN_VALUE / 4;

  private static final byte[] NOTHING = {};

  private final SendWindow outgoing;
  private final int acksBeside;
  private final int acksAlone;
  private final ReceiveWindow incoming = new ReceiveWindow();
  private final Acknowledgements acks = new Acknowledgements();
  private boolean anythingReceived;

  /**
   * @param firstTimeoutMillis after which an unanswered message is sent again for the first time
   * @param acksBeside acknowledgements that a packet with a message carries at most
   * @param acksAlone acknowledgements that a packet without one carries at most
   */
  public ReliableChannel(long firstTimeoutMillis, int acksBeside, int acksAlone) {
    if (firstTimeoutMillis <= 0) {
      throw new IllegalArgumentException("the first timeout must be positive");
    }
    this.outgoing = new SendWindow(firstTimeoutMillis);
    this.acksBeside = acksBeside;
    this.acksAlone = acksAlone;
  }

  /** With as many acknowledgements in a packet as the protocol allows. */
  public ReliableChannel(long firstTimeoutMillis) {
    this(firstTimeoutMillis, MAX_PIGGYBACKED_ACKS, ControlPacket.MAX_ACKS);
  }

  /**
   * Queues a message, without limit. The first one is a reset, and the others wait until the peer
   * has acknowledged it.
   *
   * @param payload belongs to the channel from now on
   */
  public void send(Opcode opcode, byte[] payload) {
    if (opcode.isData() || opcode == Opcode.ACK_V1) {
      throw new IllegalArgumentException(opcode + " carries no message");
    }
    outgoing.add(opcode, payload);
  }

  /**
   * Takes a packet that was unwrapped and found to belong here.
   *
   * @return false when its message was dropped as if it had never arrived, because it is too far
   *     ahead or we owe too many acknowledgements; the acknowledgements in it count all the same
   */
  public boolean receive(ControlPacket packet, long now) {
    packet.acks().forEach(id -> outgoing.acknowledged(id, now));
    if (packet.opcode() != Opcode.ACK_V1 && !take(packet)) {
      return false;
    }
    anythingReceived = true;
    return true;
  }

  private boolean take(ControlPacket packet) {
    var verdict = incoming.classify(packet.messageId());
    if (verdict == ReceiveWindow.Verdict.TOO_FAR || !acks.owe(packet.messageId())) {
      return false;
    }
    if (verdict == ReceiveWindow.Verdict.STORED) {
      incoming.store(packet.messageId(), new Delivery(packet.opcode(), packet.payload()));
    }
    return true;
  }

  /** The next message of the peer in sequence, if it has come. */
  public Optional<Delivery> poll() {
    return incoming.poll();
  }

  /**
   * Emits everything that is due: messages whose timer ended, new messages as far as the window
   * allows, and the acknowledgements that found no place in them.
   */
  public void transmit(long now, Emitter emitter) {
    for (SendWindow.Message message : outgoing.takeDue(now)) {
      emitter.emit(message.opcode, acks.take(acksBeside), message.id, message.payload);
    }
    while (acks.anyOwed()) {
      List<Integer> ids = acks.take(acksAlone);
      emitter.emit(Opcode.ACK_V1, ids, 0, NOTHING);
    }
  }

  /**
   * When {@link #transmit} has something to do next: {@link #DUE_NOW}, the time of the next resend,
   * or {@link Long#MAX_VALUE} when there is none.
   */
  public long nextDeadline() {
    return acks.anyOwed() || outgoing.canSendMore() ? DUE_NOW : outgoing.nextDeadline();
  }

  /** Whether the peer has acknowledged everything that was queued. */
  public boolean allAcknowledged() {
    return outgoing.isEmpty();
  }

  /** Whether the peer has sent anything that was not dropped. */
  public boolean anythingReceived() {
    return anythingReceived;
  }

  /** Messages that were queued and not yet sent for the first time. */
  public int queued() {
    return outgoing.waiting();
  }
}
