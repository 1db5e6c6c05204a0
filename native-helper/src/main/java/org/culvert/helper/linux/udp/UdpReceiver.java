package org.culvert.helper.linux.udp;

import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.culvert.helper.linux.port.OffloadStep;
import org.culvert.helper.linux.sys.DatagramTrains;
import org.culvert.helper.linux.sys.UdpSocket;
import org.culvert.helper.path.PacketBatch;
import org.jspecify.annotations.Nullable;

/**
 * Takes datagrams from a socket, many with one call: the kernel joins those that came as one, and
 * gives several messages at once. What does not fit into a batch is kept for the next; of what
 * waits too long, the {@link Backlog} takes its part. For one thread.
 */
final class UdpReceiver {
  private static final int MESSAGES = 16;

  /** After a message of so many bytes the next is fetched alone, while this one is in the cache. */
  private static final int LONG_TRAIN = 16 << 10;

  private final UdpSocket socket;
  private final OffloadStep step;
  private final Optional<Relay> relay;
  private final Backlog backlog = new Backlog();
  private final LongAdder tooLong = new LongAdder();
  private final LongAdder tooMany = new LongAdder();
  private @Nullable DatagramTrains trains;

  /** What is kept: messages from this one, of which so many bytes were taken, to the last. */
  private int message;

  private int at;
  private int received;
  private int ask = MESSAGES;

  UdpReceiver(UdpSocket socket, OffloadStep step, Optional<Relay> relay) {
    this.socket = socket;
    this.step = step;
    this.relay = relay;
  }

  /** Whether there is something kept. */
  boolean keeps() {
    return message < received;
  }

  /** Fetches without waiting. Returns how many messages came, or −errno (−EAGAIN for none). */
  int fetch(PacketBatch batch) {
    DatagramTrains memory = memory(batch);
    int count =
        step == OffloadStep.SINGLE
            ? socket.receiveOne(memory)
            : socket.receive(memory, Math.min(ask, memory.messages()));
    message = 0;
    at = 0;
    received = Math.max(count, 0);
    if (received > 0) {
      batch.countCalls(1);
      ask = memory.length(received - 1) >= LONG_TRAIN ? 1 : MESSAGES;
      look(memory);
    }
    return count;
  }

  private void look(DatagramTrains memory) {
    int bytes = 0;
    for (int i = 0; i < received; i++) {
      bytes += memory.length(i);
    }
    backlog.fetched(received, bytes);
    if (backlog.isDue()) {
      backlog.look(socket.charged());
    }
  }

  /** Until there is payload, one message at a time is enough: who only connects takes little. */
  private DatagramTrains memory(PacketBatch batch) {
    boolean payload = batch.size() >= DatagramTrains.LONGEST;
    DatagramTrains there = trains;
    int wanted = payload ? MESSAGES : 1;
    if (there != null && there.messages() >= wanted) {
      return there;
    }
    free(); // first: there may be no memory for both
    if (payload && step == OffloadStep.SEGMENTS && relay.isEmpty()) {
      socket.joinReceived();
    }
    DatagramTrains fresh = new DatagramTrains(wanted);
    trains = fresh;
    return fresh;
  }

  /** Moves what was fetched into the batch, as far as it fits. */
  void handOut(PacketBatch batch) {
    DatagramTrains from = trains;
    while (from != null && message < received) {
      int length = from.length(message);
      int front = relay.isPresent() ? relay.get().headerLength(from, message) : 0;
      int segment = from.segment(message);
      if (front < 0) {
        next(); // not from a relay
      } else if (at == 0 && segment - front > batch.maxPacket()) {
        skip(segment, length, batch.maxPacket(), tooLong);
      } else if (at == 0 && backlog.cuts(segment)) {
        skip(segment, length, Backlog.SHORT, tooMany);
      } else if (!take(from, batch, Math.max(at, front), length, segment - front)) {
        return;
      }
    }
  }

  /** All datagrams of a message but the last are of one length; the last may fit nevertheless. */
  private void skip(int segment, int length, int longest, LongAdder count) {
    int last = length % segment;
    boolean fits = last > 0 && last <= longest;
    count.add(length / segment + (last > longest ? 1 : 0));
    if (fits) {
      at = length - last;
    } else {
      next();
    }
  }

  /** Returns whether the message is done with; otherwise the batch is full. */
  private boolean take(DatagramTrains from, PacketBatch batch, int start, int length, int most) {
    int left = length - start;
    if (left > 0) {
      int segment = Math.min(most, left);
      int fit = Math.min(batch.capacity() - batch.count(), batch.room() / segment);
      int bytes = Math.min(left, fit * segment);
      from.get(message, start, batch.array(), batch.end(), bytes);
      for (int more = bytes; more > 0; more -= segment) {
        batch.add(Math.min(segment, more));
      }
      at = start + bytes;
      if (at < length) {
        return false;
      }
    }
    next();
    return true;
  }

  private void next() {
    message++;
    at = 0;
  }

  /** Datagrams that were longer than a batch is for, and dropped. */
  long tooLong() {
    return tooLong.sum();
  }

  /** Long datagrams that were dropped because too many waited. */
  long tooMany() {
    return tooMany.sum();
  }

  /** Gives the memory back. */
  void free() {
    DatagramTrains there = trains;
    trains = null;
    message = 0;
    received = 0;
    if (there != null) {
      there.close();
    }
  }
}
