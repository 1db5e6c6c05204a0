package org.culvert.core.reliable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.culvert.core.wire.ControlPacket;
import org.culvert.core.wire.Opcode;
import org.culvert.core.wire.Samples;
import org.culvert.core.wire.SessionId;

/** Two channels over a wire that loses, doubles and reorders, on a simulated clock. */
class NoisyWireTest {
  private static final int MESSAGES = 60;

  @Property(tries = 60)
  void everythingArrivesOnceAndInOrder(@ForAll long seed) {
    Random random = new Random(seed);
    PriorityQueue<Flight> wire = new PriorityQueue<>();
    Side client = new Side(Samples.CLIENT, Samples.SERVER);
    Side server = new Side(Samples.SERVER, Samples.CLIENT);
    client.queueAll(Opcode.CONTROL_HARD_RESET_CLIENT_V2);
    server.queueAll(Opcode.CONTROL_HARD_RESET_SERVER_V2);
    long now = 0;
    while (!client.done() || !server.done()) {
      assertTrue(now < 3_600_000, "an hour was not enough");
      client.transmit(now, server, wire, random);
      server.transmit(now, client, wire, random);
      long next = Math.min(client.channel.nextDeadline(), server.channel.nextDeadline());
      if (!wire.isEmpty()) {
        next = Math.min(next, wire.element().arrival);
      }
      now = Math.max(now, next);
      while (!wire.isEmpty() && wire.element().arrival <= now) {
        Flight flight = wire.remove();
        flight.to.receive(flight.packet, now);
      }
    }
    assertEquals(expected(), client.delivered);
    assertEquals(expected(), server.delivered);
  }

  private static List<Integer> expected() {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < MESSAGES; i++) {
      numbers.add(i);
    }
    return numbers;
  }

  private record Flight(long arrival, Side to, ControlPacket packet) implements Comparable<Flight> {
    @Override
    public int compareTo(Flight other) {
      return Long.compare(arrival, other.arrival);
    }
  }

  private static final class Side {
    final ReliableChannel channel = new ReliableChannel(1000);
    final List<Integer> delivered = new ArrayList<>();
    private final SessionId own;
    private final SessionId peer;

    Side(SessionId own, SessionId peer) {
      this.own = own;
      this.peer = peer;
    }

    void queueAll(Opcode reset) {
      for (int i = 0; i < MESSAGES; i++) {
        channel.send(i == 0 ? reset : Opcode.CONTROL_V1, new byte[] {(byte) i});
      }
    }

    boolean done() {
      return channel.allAcknowledged() && delivered.size() == MESSAGES;
    }

    void transmit(long now, Side to, PriorityQueue<Flight> wire, Random random) {
      channel.transmit(
          now,
          (opcode, acks, id, payload) -> {
            var packet = new ControlPacket(opcode, 0, own, acks, Optional.of(peer), id, payload);
            for (int copies = random.nextInt(10) < 3 ? 0 : random.nextInt(1, 3);
                copies > 0;
                copies--) {
              wire.add(new Flight(now + random.nextInt(1, 400), to, packet));
            }
          });
    }

    void receive(ControlPacket packet, long now) {
      channel.receive(packet, now);
      for (var next = channel.poll(); next.isPresent(); next = channel.poll()) {
        delivered.add((int) next.get().payload()[0]);
      }
    }
  }
}
