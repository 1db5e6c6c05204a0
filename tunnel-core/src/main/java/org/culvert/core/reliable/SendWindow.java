package org.culvert.core.reliable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.culvert.core.wire.Opcode;

/** Our messages until the peer has acknowledged them (wire reference 2.2). */
final class SendWindow {
  /** Messages from the oldest unacknowledged one on that may be under way. */
  static final int SIZE = 6;

  /** Later messages acknowledged before a message counts as lost. */
  private static final int LOST_AFTER = 3;

  private static final long MAX_TIMEOUT_MILLIS = 16_000;

  private final long firstTimeout;
  private final ArrayDeque<Message> waiting = new ArrayDeque<>();

  /** Sent at least once and not acknowledged, in order of their ids. */
  private final List<Message> underWay = new ArrayList<>(SIZE);

  private int nextId;
  private boolean resetAcknowledged;

  SendWindow(long firstTimeoutMillis) {
    this.firstTimeout = firstTimeoutMillis;
  }

  void add(Opcode opcode, byte[] payload) {
    waiting.add(new Message(nextId++, opcode, payload, firstTimeout));
  }

  /** Removes the acknowledged message; ids that are not under way are ignored. */
  void acknowledged(int messageId, long now) {
    int index = 0;
    while (index < underWay.size() && underWay.get(index).id != messageId) {
      index++;
    }
    if (index == underWay.size()) {
      return;
    }
    underWay.remove(index);
    resetAcknowledged = true;
    for (Message earlier : underWay.subList(0, index)) {
      if (++earlier.laterAcknowledged == LOST_AFTER) {
        earlier.deadline = now;
        earlier.lost = true;
      }
    }
  }

  /** The messages to be transmitted at {@code now}; their timers start again. */
  List<Message> takeDue(long now) {
    List<Message> due = new ArrayList<>(SIZE);
    for (Message message : underWay) {
      if (message.deadline <= now) {
        message.restart(now);
        due.add(message);
      }
    }
    for (Iterator<Message> next = waiting.iterator(); next.hasNext() && hasRoom(); ) {
      Message message = next.next();
      next.remove();
      message.deadline = now + message.timeout;
      underWay.add(message);
      due.add(message);
    }
    return due;
  }

  private boolean hasRoom() {
    if (underWay.isEmpty()) {
      return true;
    }
    // The first message is the reset, and nothing may follow before the peer has answered it.
    int size = resetAcknowledged ? SIZE : 1;
    int next = underWay.getLast().id + 1;
    return next - underWay.getFirst().id < size;
  }

  boolean canSendMore() {
    return !waiting.isEmpty() && hasRoom();
  }

  long nextDeadline() {
    long next = Long.MAX_VALUE;
    for (Message message : underWay) {
      next = Math.min(next, message.deadline);
    }
    return next;
  }

  int waiting() {
    return waiting.size();
  }

  boolean isEmpty() {
    return waiting.isEmpty() && underWay.isEmpty();
  }

  /** One message of ours. */
  static final class Message {
    final int id;
    final Opcode opcode;
    final byte[] payload;
    private long timeout;
    private long deadline;
    private int laterAcknowledged;
    private boolean lost;

    private Message(int id, Opcode opcode, byte[] payload, long timeout) {
      this.id = id;
      this.opcode = opcode;
      this.payload = payload;
      this.timeout = timeout;
    }

    private void restart(long now) {
      if (!lost) {
        // Silence may mean congestion; acknowledgements of later messages mean that it is not.
        timeout = Math.min(timeout * 2, MAX_TIMEOUT_MILLIS);
      }
      lost = false;
      laterAcknowledged = 0;
      deadline = now + timeout;
    }
  }
}
